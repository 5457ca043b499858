using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>Objects and collections that hold the data: a member is dangerous, its neighbour is not.</summary>
public class ObjectTests
{
    [Theory]
    [InlineData("field = name; db.CommandText = [|field|];", "field = name; field = \"x\"; db.CommandText = field;")]
    [InlineData("this.field = name; db.CommandText = [|this.field|];", "this.field = \"x\"; db.CommandText = this.field;")]
    [InlineData("Own = name; db.CommandText = [|Own|];", "Own = name; Own = \"x\"; db.CommandText = Own;")]
    [InlineData("field = name; [|Use()|];", "field = \"x\"; Use();", "void Use() => db.CommandText = field;")]
    [InlineData("Keep(name); db.CommandText = [|field|];", "Keep(\"x\"); db.CommandText = field;", "void Keep(string n) => field = n;")]
    [InlineData("Keep(name); [|Use()|];", "Keep(name); field = \"x\"; Use();", "void Keep(string n) => field = n; void Use() => db.CommandText = field;")]
    [InlineData("db.CommandText = [|Asked|];", "db.CommandText = Fixed;", "string Asked => Request.Query[\"q\"]!; string Fixed => \"x\";")]
    [InlineData("db.CommandText = [|Asked()|];", "db.CommandText = Fixed();", "string Asked() => Request.Query[\"q\"]!; string Fixed() => \"x\";")]
    public Task Fields_and_properties(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);

    [Theory]
    [InlineData("db.CommandText = [|order.Name|];", "db.CommandText = order.Id.ToString();")]
    [InlineData("var o = new Order(name, \"x\", 1); db.CommandText = [|o.Name|];", "var o = new Order(name, \"x\", 1); db.CommandText = o.Note;")]
    [InlineData("var o = order with { Name = name }; db.CommandText = [|o.Name|];", "var o = new Order(\"x\", \"y\", 1); var p = o with { Name = name }; db.CommandText = p.Note;")]
    [InlineData("var i = new Item { Name = name }; db.CommandText = [|i.Name|];", "var i = new Item { Name = name }; db.CommandText = i.Fixed;")]
    [InlineData("var i = new Item(); i.Name = name; db.CommandText = [|i.Name|];", "var i = new Item(); i.Name = name; db.CommandText = i.Fixed;")]
    [InlineData("var i = new Item { Tag = name }; db.CommandText = [|i.Tag|];", "var i = new Item { Tag = name }; db.CommandText = i.Name;")]
    [InlineData("Item i = new() { Name = name }; db.CommandText = [|i.Name|];", "Item i = new() { Count = name.Length }; db.CommandText = i.Count.ToString();")]
    [InlineData("var a = new { N = name, F = \"x\" }; db.CommandText = [|a.N|];", "var a = new { N = name, F = \"x\" }; db.CommandText = a.F;")]
    [InlineData("var i = Make(name); db.CommandText = [|i.Name|];", "var i = Make(name); db.CommandText = i.Fixed;", "Item Make(string n) => new Item { Name = n, Fixed = \"x\" };")]
    [InlineData("var o = MakeOrder(name); db.CommandText = [|o.Name|];", "var o = MakeOrder(name); db.CommandText = o.Note;", "Order MakeOrder(string n) => new(n, \"x\", 1);")]
    [InlineData("Use([|new Order(name, \"x\", 1)|]);", "Use(new Order(\"x\", name, 1));", "void Use(Order o) => db.CommandText = o.Name;")]
    [InlineData("Use([|order|]);", "UseId(order);", "void Use(Order o) => db.CommandText = o.Name; void UseId(Order o) => db.CommandText = o.Id.ToString();")]
    public Task Records_and_initializers(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);

    [Theory]
    [InlineData("var j = new Job(name); db.CommandText = [|j.Name|];", "var j = new Job(\"x\"); db.CommandText = j.Name;", "public class Job(string name) { public string Name { get; } = name; }")]
    [InlineData("var j = new Job(name, \"x\"); db.CommandText = [|j.Name|];", "var j = new Job(name, \"x\"); db.CommandText = j.Note;", "public class Job { public Job(string name, string note) { Name = name; Note = note; } public string Name { get; } public string Note { get; } }")]
    [InlineData("var j = new Job(name); [|j.Run(db)|];", "var j = new Job(\"x\"); j.Run(db);", "public class Job(string name) { public void Run(DbCommand c) => c.CommandText = name; }")]
    [InlineData("var j = new Job(name); [|j.Run(db)|];", "var j = new Job(\"x\"); j.Run(db);", "public class Job { private readonly string n; public Job(string name) => n = name; public void Run(DbCommand c) => c.CommandText = n; }")]
    [InlineData("var j = new Job(name, \"x\"); db.CommandText = [|j.Text()|];", "var j = new Job(\"x\", name); db.CommandText = j.Text();", "public class Job(string name, string note) { public string Text() => \"a\" + name; public string Note => note; }")]
    [InlineData("var j = new Job(); j.Set(name); db.CommandText = [|j.Name|];", "var j = new Job(); j.Set(\"x\"); db.CommandText = j.Name;", "public class Job { public string Name = \"\"; public void Set(string n) => Name = n; }")]
    [InlineData("_ = new Job([|name|], db);", "_ = new Job(\"x\", db);", "public class Job { public Job(string n, DbCommand c) { c.CommandText = n; } }")]
    [InlineData("var j = new Job { Name = name }; db.CommandText = [|j.Full|];", "var j = new Job { Name = \"x\" }; db.CommandText = j.Full;", "public class Job { public string Name { get; init; } = \"\"; public string Full => \"a\" + Name; }")]
    [InlineData("db.CommandText = [|new Job().Where(\"x\").Where(name).Build()|];", "db.CommandText = new Job().Where(\"x\").Where(\"y\").Build();", "public class Job { private string all = \"\"; public Job Where(string n) { all += n; return this; } public string Build() => \"a\" + all; }")]
    [InlineData("Job j = name; db.CommandText = [|j.Name|];", "Job j = \"x\"; db.CommandText = j.Name;", "public class Job { public string Name = \"\"; public static implicit operator Job(string n) => new Job { Name = n }; }")]
    public Task Constructors_and_methods(string flagged, string silent, string types) => FlowCases.Verify_twins(flagged, silent, "", types);

    [Fact]
    public Task What_a_constructor_reads_from_a_request_a_handler_uses() => FlowCases.Verify_twins(
        "_ = new Page(null!, db);",
        "_ = new Fixed(null!, db);",
        types: """
            public class Page
            {
                private readonly string asked;
                private readonly DbCommand db;

                public Page(IHttpContextAccessor accessor, DbCommand db)
                {
                    this.db = db;
                    asked = accessor.HttpContext!.Request.Query["q"].ToString();
                }

                public void Handle() => db.CommandText = [|asked|];
            }

            public class Fixed
            {
                private readonly string asked;
                private readonly DbCommand db;

                public Fixed(IHttpContextAccessor accessor, DbCommand db)
                {
                    this.db = db;
                    asked = accessor.HttpContext!.Request.Query["q"].Count.ToString();
                }

                public void Handle() => db.CommandText = asked;
            }
            """);

    [Theory]
    [InlineData("var t = (name, \"x\"); db.CommandText = [|t.Item1|];", "var t = (name, \"x\"); db.CommandText = t.Item2;")]
    [InlineData("var t = (N: name, F: \"x\"); db.CommandText = [|t.N|];", "var t = (N: name, F: \"x\"); db.CommandText = t.F;")]
    [InlineData("var (a, b) = (name, \"x\"); db.CommandText = [|a|];", "var (a, b) = (name, \"x\"); db.CommandText = b;")]
    [InlineData("var t = (name, \"x\"); var (a, b) = t; db.CommandText = [|a|];", "var t = (name, \"x\"); var (a, b) = t; db.CommandText = b;")]
    [InlineData("var (a, b) = Split(name); db.CommandText = [|a|];", "var (a, b) = Split(name); db.CommandText = b;", "(string, string) Split(string n) => (n, \"x\");")]
    [InlineData("string a, b; (a, b) = (name, \"x\"); db.CommandText = [|a|];", "string a, b; (a, b) = (name, \"x\"); db.CommandText = b;")]
    [InlineData("var a = \"x\"; var b = name; (a, b) = (b, a); db.CommandText = [|a|];", "var a = \"x\"; var b = name; (a, b) = (b, a); db.CommandText = b;")]
    [InlineData("var (n, _, _) = order; db.CommandText = [|n|];", "var (_, _, n) = order; db.CommandText = n.ToString();")]
    public Task Tuples_and_deconstruction(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);

    [Theory]
    [InlineData("db.CommandText = [|names[0]|];", "db.CommandText = Allowed[id];")]
    [InlineData("var l = new List<string> { name }; db.CommandText = [|l[0]|];", "var l = new List<string> { \"x\" }; db.CommandText = l[0];")]
    [InlineData("var l = new List<string>(); l.Add(name); db.CommandText = [|l.First()|];", "var l = new List<string>(); l.Add(\"x\"); db.CommandText = l.First();")]
    [InlineData("List<string> l = [\"x\", name]; db.CommandText = [|l[1]|];", "List<string> l = [\"x\", \"y\"]; db.CommandText = l[1];")]
    [InlineData("string[] l = [.. names]; db.CommandText = [|l[1]|];", "string[] l = [.. Allowed]; db.CommandText = l[1];")]
    [InlineData("var a = new[] { name }; db.CommandText = [|a[0]|];", "var a = new[] { \"x\" }; db.CommandText = a[0];")]
    [InlineData("var a = new string[1]; a[0] = name; db.CommandText = [|a[0]|];", "var a = new string[1]; a[0] = \"x\"; db.CommandText = a[0];")]
    [InlineData("var d = new Dictionary<string, string> { [\"k\"] = name }; db.CommandText = [|d[\"k\"]|];", "var d = new Dictionary<string, string> { [\"k\"] = \"x\" }; db.CommandText = d[\"k\"];")]
    [InlineData("var d = new Dictionary<string, string>(); d[\"k\"] = name; db.CommandText = [|d[\"k\"]|];", "var d = new Dictionary<string, string>(); d[\"k\"] = \"x\"; db.CommandText = d[name];")]
    [InlineData("var d = new Dictionary<string, string>(); d.Add(\"k\", name); if (d.TryGetValue(\"k\", out var v)) db.CommandText = [|v|];", "if (Map.TryGetValue(name, out var v)) db.CommandText = v;")]
    [InlineData("var q = new Queue<string>(); q.Enqueue(name); db.CommandText = [|q.Dequeue()|];", "var q = new Queue<string>(); q.Enqueue(\"x\"); db.CommandText = q.Dequeue();")]
    [InlineData("db.CommandText = [|names[^1]|];", "db.CommandText = Allowed[^1];")]
    public Task Collections(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);
}
