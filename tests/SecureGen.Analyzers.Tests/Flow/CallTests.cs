using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>Calls of every kind: extension, generic, virtual, delegate, local function, LINQ, async.</summary>
public class CallTests
{
    [Theory]
    [InlineData("db.CommandText = [|names.First()|];", "db.CommandText = Allowed.First();")]
    [InlineData("db.CommandText = [|names.Select(n => \"x\" + n).First()|];", "db.CommandText = names.Select(n => n.Length).First().ToString();")]
    [InlineData("db.CommandText = [|names.Where(n => n.Length > 1).First()|];", "db.CommandText = names.Where(n => Set.Contains(n)).First();")]
    [InlineData("db.CommandText = [|names.First(n => n != \"\")|];", "db.CommandText = names.First(n => n == \"a\");")]
    [InlineData("db.CommandText = [|string.Join(\",\", names.Select(n => n.Trim()))|];", "db.CommandText = string.Join(\",\", names.Select((n, i) => \"@p\" + i));")]
    [InlineData("var l = names.ToList(); db.CommandText = [|l[0]|];", "var l = Allowed.ToList(); db.CommandText = l[0];")]
    [InlineData("db.CommandText = [|(from n in names select n).First()|];", "db.CommandText = (from n in names select n.Length).First().ToString();")]
    [InlineData("db.CommandText = [|(from n in names where n.Length > 1 select \"a\" + n).First()|];", "db.CommandText = (from n in names where Set.Contains(n) select n).First();")]
    [InlineData("db.CommandText = [|names.Aggregate((a, b) => a + b)|];", "db.CommandText = names.Aggregate(0, (a, b) => a + b.Length).ToString();")]
    [InlineData("db.CommandText = [|names.OrderBy(n => n).Last()|];", "db.CommandText = Allowed.OrderBy(n => n).Last();")]
    [InlineData("names.ToList().ForEach(n => db.CommandText = [|n|]);", "names.ToList().ForEach(n => db.CommandText = n.Length.ToString());")]
    [InlineData("db.CommandText = [|names.Skip(1).Take(2).Distinct().ToArray()[0]|];", "db.CommandText = names.Skip(1).Count().ToString();")]
    [InlineData("db.CommandText = [|names.Select(Clean).First()|];", "db.CommandText = names.Select(Number).First();", "static string Clean(string n) => n.Trim(); static string Number(string n) => int.Parse(n).ToString();")]
    public Task Linq(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);

    [Theory]
    [InlineData("Action a = () => db.CommandText = [|name|]; a();", "Action a = () => db.CommandText = \"x\"; a();")]
    [InlineData("Func<string, string> f = n => \"x\" + n; db.CommandText = [|f(name)|];", "Func<string, string> f = n => \"x\"; db.CommandText = f(name);")]
    [InlineData("Run(n => db.CommandText = [|n|], name);", "Run(n => db.CommandText = n, \"x\");", "static void Run(Action<string> a, string n) => a(n);")]
    [InlineData("Run(n => db.CommandText = [|n|], name);", "Run(n => db.CommandText = n.Length.ToString(), name);", "static void Run(Action<string> a, string n) { if (n.Length > 1) a?.Invoke(n); }")]
    [InlineData("var t = new System.Threading.Thread(() => db.CommandText = [|name|]); t.Start();", "var t = new System.Threading.Thread(() => db.CommandText = \"x\"); t.Start();")]
    [InlineData("var lazy = new Lazy<string>(() => name); db.CommandText = [|lazy.Value|];", "var lazy = new Lazy<string>(() => \"x\"); db.CommandText = lazy.Value;")]
    [InlineData("Func<string, string> f = Twice; db.CommandText = [|f(name)|];", "Func<string, string> f = Number; db.CommandText = f(name);", "static string Twice(string n) => n + n; static string Number(string n) => int.Parse(n).ToString();")]
    [InlineData("Action<string> a = delegate(string n) { db.CommandText = [|n|]; }; a(name);", "Action<string> a = delegate(string n) { db.CommandText = n; }; a(\"x\");")]
    public Task Lambdas_and_delegates(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);

    [Theory]
    [InlineData("void Use(string n) => db.CommandText = [|n|]; Use(name);", "void Use(string n) => db.CommandText = n; Use(\"x\");")]
    [InlineData("string Make(string n) => \"x\" + n; db.CommandText = [|Make(name)|];", "string Make(string n) => \"x\" + n.Length; db.CommandText = Make(name);")]
    [InlineData("void Use() { db.CommandText = [|name|]; } Use();", "void Use() { db.CommandText = \"x\"; } Use();")]
    [InlineData("var s = \"x\"; void Set1() { s = name; } Set1(); db.CommandText = [|s|];", "var s = name; void Set1() { s = \"x\"; } Set1(); db.CommandText = s;")]
    [InlineData("void Check() { if (!Set.Contains(name)) Console.WriteLine(); } Check(); db.CommandText = [|name|];", "void Check() { if (!Set.Contains(name)) throw new ArgumentException(); } Check(); db.CommandText = name;")]
    [InlineData("static string Same(string n) { return n; } db.CommandText = [|Same(name)|];", "static string Same(string n) { return \"x\"; } db.CommandText = Same(name);")]
    [InlineData("void Fill(out string s) => s = name; Fill(out var r); db.CommandText = [|r|];", "void Fill(out string s) => s = \"x\"; Fill(out var r); db.CommandText = r;")]
    [InlineData("string Walk(string n, int d) => d == 0 ? n : Walk(n, d - 1); db.CommandText = [|Walk(name, 3)|];", "string Walk(string n, int d) => d == 0 ? \"x\" : Walk(n, d - 1); db.CommandText = Walk(name, 3);")]
    public Task Local_functions(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("db.CommandText = [|await Later(name)|];", "db.CommandText = await Later(\"x\");", "async Task<string> Later(string n) { await Task.Yield(); return n; }")]
    [InlineData("var t = Later(name); db.CommandText = [|await t|];", "var t = Later(\"x\"); db.CommandText = await t;", "async Task<string> Later(string n) { await Task.Yield(); return n; }")]
    [InlineData("db.CommandText = [|await Later(name).ConfigureAwait(false)|];", "db.CommandText = await Later(\"x\").ConfigureAwait(false);", "Task<string> Later(string n) => Task.FromResult(n);")]
    [InlineData("db.CommandText = [|Later(name).Result|];", "db.CommandText = Later(\"x\").Result;", "Task<string> Later(string n) => Task.FromResult(n);")]
    [InlineData("db.CommandText = [|Later(name).GetAwaiter().GetResult()|];", "db.CommandText = Later(\"x\").GetAwaiter().GetResult();", "ValueTask<string> Later(string n) => new(n);")]
    [InlineData("await Save([|name|]);", "await Save(\"x\");", "async Task Save(string n) { await Task.Yield(); db.CommandText = n; }")]
    [InlineData("db.CommandText = [|await Task.Run(() => name)|];", "db.CommandText = await Task.Run(() => \"x\");")]
    [InlineData("await foreach (var n in Stream(name)) db.CommandText = [|n|];", "await foreach (var n in Stream(\"x\")) db.CommandText = n;", "async IAsyncEnumerable<string> Stream(string n) { await Task.Yield(); yield return n; }")]
    [InlineData("foreach (var n in Twice(name)) db.CommandText = [|n|];", "foreach (var n in Twice(\"x\")) db.CommandText = n;", "IEnumerable<string> Twice(string n) { yield return n; yield return n; }")]
    public Task Async_and_iterators(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);

    [Theory]
    [InlineData("Use([|name|]);", "Use(\"x\");", "void Use(string n) => db.CommandText = n;")]
    [InlineData("Use(second: [|name|], first: \"x\");", "Use(second: \"x\", first: name);", "void Use(string first, string second) => db.CommandText = second;")]
    [InlineData("Use([|name|]);", "Use();", "void Use(string n = \"x\") => db.CommandText = n;")]
    [InlineData("Use(\"a\", [|name|]);", "Use(\"a\", \"b\");", "void Use(params string[] all) => db.CommandText = all[1];")]
    [InlineData("db.CommandText = [|Same(name)|];", "db.CommandText = Same(\"x\");", "T Same<T>(T n) => n;")]
    [InlineData("db.CommandText = [|name.Twice()|];", "db.CommandText = \"x\".Twice();", "", "public static class Texts { public static string Twice(this string t) => t + t; }")]
    [InlineData("Make(name, out var s); db.CommandText = [|s|];", "Make(\"x\", out var s); db.CommandText = s;", "void Make(string n, out string s) => s = n;")]
    [InlineData("var s = \"x\"; Change(ref s, name); db.CommandText = [|s|];", "var s = \"x\"; Change(ref s, \"y\"); db.CommandText = s;", "void Change(ref string s, string n) => s += n;")]
    [InlineData("if (TryMake(name, out var s)) db.CommandText = [|s|];", "if (TryMake(name, out var s)) db.CommandText = s.Length.ToString();", "bool TryMake(string n, out string s) { s = n; return n.Length > 0; }")]
    [InlineData("db.CommandText = [|(name + \"x\") as string|];", "db.CommandText = (id + \"x\") as string;")]
    [InlineData("object o = name; db.CommandText = [|(string)o|];", "object o = \"x\"; db.CommandText = (string)o;")]
    [InlineData("db.CommandText = [|Convert.ToString(name)|]!;", "db.CommandText = Convert.ToString(id)!;")]
    public Task Arguments(string flagged, string silent, string members = "", string types = "") => FlowCases.Verify_twins(flagged, silent, members, types);

    [Theory]
    [InlineData("new Work(known).Run([|name|], db);", "new Work(known).Run(name, db);", "", "public static class Checks { public static string OneOf(ICollection<string> all, string n) => all.Contains(n) ? n : throw new ArgumentException(); public static string Any(ICollection<string> all, string n) => all.Count > 1 ? n : throw new ArgumentException(); }")]
    public async Task A_check_in_a_method_below_with_a_list_of_the_object(string flagged, string silent, string members, string types)
    {
        const string Work = "public class Work(List<string> all) { public void Run(string n, DbCommand c) => c.CommandText = \"order by \" + Checks.METHOD(all, n); }";
        await FlowCases.Verify_twins(flagged, "", members, types + Work.Replace("METHOD", "Any"));
        await FlowCases.Verify_twins(silent, "", members, types + Work.Replace("METHOD", "OneOf"));
    }

    [Theory]
    [InlineData("IStore s = new Store(); s.Save([|name|], db);", "IStore s = new Store(); s.Save(\"x\", db);", "public interface IStore { void Save(string n, DbCommand c); } public class Store : IStore { public void Save(string n, DbCommand c) => c.CommandText = n; }")]
    [InlineData("Get1().Save([|name|], db);", "Get1().Save(\"x\", db);", "public abstract class Base { public abstract void Save(string n, DbCommand c); } public class Only : Base { public override void Save(string n, DbCommand c) => c.CommandText = n; }", "Base Get1() => new Only();")]
    [InlineData("new Base().Save([|name|], db);", "new Base().Save(\"x\", db);", "public class Base { public virtual void Save(string n, DbCommand c) => c.CommandText = n; }")]
    [InlineData("IMaker m = new Maker(); db.CommandText = [|m.Make(name)|];", "IMaker m = new Maker(); db.CommandText = m.Make(\"x\");", "public interface IMaker { string Make(string n); } public class Maker : IMaker { string IMaker.Make(string n) => n; }")]
    [InlineData("IMaker<string> m = new Maker(); db.CommandText = [|m.Make(name)|];", "IMaker<string> m = new Maker(); db.CommandText = m.Make(\"x\");", "public interface IMaker<T> { T Make(T n); } public class Maker : IMaker<string> { public string Make(string n) => n; }")]
    [InlineData("IMaker m = new Maker(); db.CommandText = [|m.Make(name)|];", "ITwo m = new A(); db.CommandText = m.Make(name);", "public interface IMaker { string Make(string n); } public class Maker : IMaker { public string Make(string n) => n; } public interface ITwo { string Make(string n); } public class A : ITwo { public string Make(string n) => n; } public class B : ITwo { public string Make(string n) => \"x\"; }")]
    public Task Virtual_and_interface_calls_with_one_implementation(string flagged, string silent, string types, string members = "") => FlowCases.Verify_twins(flagged, silent, members, types);
}
