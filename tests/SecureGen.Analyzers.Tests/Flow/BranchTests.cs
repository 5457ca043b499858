using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>Where control goes: what a guard shows holds on its branch and is forgotten where the branches meet.</summary>
public class BranchTests
{
    [Theory]
    [InlineData("if (Set.Contains(name)) return NotFound(); db.CommandText = [|name|];", "if (!Set.Contains(name)) return NotFound(); db.CommandText = name;")]
    [InlineData("if (Set.Contains(name)) { } db.CommandText = [|name|];", "if (Set.Contains(name)) { db.CommandText = name; }")]
    [InlineData("if (!Set.Contains(name)) db.CommandText = [|name|];", "if (!Set.Contains(name)) { } else db.CommandText = name;")]
    [InlineData("if (!Set.Contains(name)) Console.WriteLine(); db.CommandText = [|name|];", "if (!Set.Contains(name)) throw new ArgumentException(); db.CommandText = name;")]
    [InlineData("if (!Set.Contains(name)) name = name + \"x\"; db.CommandText = [|name|];", "if (!Set.Contains(name)) name = \"a\"; db.CommandText = name;")]
    public Task Early_returns(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("if (id > 1 || Set.Contains(name)) db.CommandText = [|name|];", "if (id > 1 && Set.Contains(name)) db.CommandText = name;")]
    [InlineData("if (id > 1 && !Set.Contains(name)) return NotFound(); db.CommandText = [|name|];", "if (id > 1 || !Set.Contains(name)) return NotFound(); db.CommandText = name;")]
    [InlineData("if (!(Set.Contains(name))) db.CommandText = [|name|];", "if (!(!Set.Contains(name))) db.CommandText = name;")]
    [InlineData("if (!(id > 1 && Set.Contains(name))) db.CommandText = [|name|];", "if (!(id > 1 || !Set.Contains(name))) db.CommandText = name;")]
    [InlineData("var ok = Set.Contains(name); if (!ok) db.CommandText = [|name|];", "var ok = Set.Contains(name); if (ok) db.CommandText = name;")]
    [InlineData("var ok = id > 1 || Set.Contains(name); if (ok) db.CommandText = [|name|];", "var ok = id > 1 && Set.Contains(name); if (ok) db.CommandText = name;")]
    [InlineData("if (Set.Contains(name) == false) db.CommandText = [|name|];", "if (Set.Contains(name) == true) db.CommandText = name;")]
    [InlineData("if (Set.Contains(name) is false) db.CommandText = [|name|];", "if (Set.Contains(name) is true) db.CommandText = name;")]
    [InlineData("if (Set.Contains(name) | id > 1) db.CommandText = [|name|];", "if (Set.Contains(name) && Safe.IsMatch(name)) db.CommandText = name;")]
    public Task And_or_not(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("db.CommandText = [|Set.Contains(name) ? \"x\" : name|];", "db.CommandText = Set.Contains(name) ? name : \"x\";")]
    [InlineData("var s = id > 1 ? name : \"x\"; db.CommandText = [|s|];", "var s = id > 1 ? \"y\" : \"x\"; db.CommandText = s;")]
    [InlineData("db.CommandText = [|name ?? \"x\"|];", "db.CommandText = Map.GetValueOrDefault(\"k\") ?? \"x\";")]
    [InlineData("string? s = null; s ??= name; db.CommandText = [|s|];", "string? s = null; s ??= \"x\"; db.CommandText = s;")]
    [InlineData("db.CommandText = [|name?.Trim() ?? \"\"|];", "db.CommandText = name?.Length.ToString() ?? \"\";")]
    [InlineData("db.CommandText = [|name|] ?? throw new ArgumentException();", "db.CommandText = Allowed.FirstOrDefault(a => a == name) ?? throw new ArgumentException();")]
    public Task Conditional_expressions(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("switch (name) { case \"a\": break; default: db.CommandText = [|name|]; break; }", "switch (name) { case \"a\": db.CommandText = name; break; }")]
    [InlineData("switch (name) { case \"a\": case \"b\": break; } db.CommandText = [|name|];", "switch (name) { case \"a\": case \"b\": break; default: return NotFound(); } db.CommandText = name;")]
    [InlineData("db.CommandText = [|name switch { \"a\" => \"x\", _ => name }|];", "db.CommandText = name switch { \"a\" => \"x\", _ => \"y\" };")]
    [InlineData("db.CommandText = [|name switch { { Length: > 3 } => name, _ => \"x\" }|];", "db.CommandText = name switch { \"a\" or \"b\" => name, _ => \"x\" };")]
    [InlineData("db.CommandText = [|id switch { 1 => name, _ => \"x\" }|];", "db.CommandText = id switch { 1 => \"y\", _ => \"x\" };")]
    [InlineData("switch (id) { case 1: field = name; break; } db.CommandText = [|field|];", "switch (id) { case 1: field = \"x\"; break; } db.CommandText = field;")]
    [InlineData("switch (name) { case var n when n.Length > 3: db.CommandText = [|n|]; break; }", "switch (name) { case var n when Set.Contains(n): db.CommandText = n; break; }")]
    public Task Switches(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("if (name is not \"a\") db.CommandText = [|name|];", "if (name is \"a\" or \"b\") db.CommandText = name;")]
    [InlineData("if (name is { } n) db.CommandText = [|n|];", "if (name is \"a\" and { } n) db.CommandText = n;")]
    [InlineData("if (name is { Length: > 3 } n) db.CommandText = [|n|];", "if (name is { Length: var n }) db.CommandText = n.ToString();")]
    [InlineData("object o = name; if (o is string s) db.CommandText = [|s|];", "object o = id; if (o is int s) db.CommandText = s.ToString();")]
    [InlineData("if (order is { Name: var n }) db.CommandText = [|n|];", "if (order is { Id: var n }) db.CommandText = n.ToString();")]
    [InlineData("if (order is (var n, _, _)) db.CommandText = [|n|];", "if (order is (_, _, var n)) db.CommandText = n.ToString();")]
    [InlineData("if (names is [var first, ..]) db.CommandText = [|first|];", "if (names is [\"a\", ..]) db.CommandText = \"a\";")]
    public Task Patterns(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("var a = name; if (id == 1) a = name + \"1\"; else if (id == 2) a = name + \"2\"; else if (id == 3) a = name + \"3\"; var t = a + \"x\"; var u = \"\"; if (id == 5) u = t; if (id == 6) u = order.Name; if (name != \"a\") return NotFound(); db.CommandText = [|u|];", "var a = name; if (id == 1) a = name + \"1\"; else if (id == 2) a = name + \"2\"; else if (id == 3) a = name + \"3\"; var t = a + \"x\"; var u = \"\"; if (id == 5) u = t; if (id == 6) u = order.Name; if (name != \"a\") return NotFound(); if (order.Name != \"b\") return NotFound(); db.CommandText = u;")]
    public Task Many_ways_of_one_source_leave_room_for_another(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("if (!int.TryParse(name, out _)) Console.WriteLine(); db.CommandText = [|name|];", "if (!int.TryParse(name, out _)) return NotFound(); db.CommandText = name;")]
    [InlineData("if (Guid.TryParse(name, out _)) return NotFound(); db.CommandText = [|name|];", "if (!Guid.TryParse(name, out var parsed)) return NotFound(); db.CommandText = name;")]
    [InlineData("if (!Uri.TryCreate(name, UriKind.Absolute, out _)) return NotFound(); db.CommandText = [|name|];", "if (!Enum.TryParse<Kind>(name, out _)) return NotFound(); db.CommandText = name;")]
    [InlineData("_ = Enum.IsDefined(typeof(Kind), name); db.CommandText = [|name|];", "if (!Enum.IsDefined(typeof(Kind), name)) return NotFound(); db.CommandText = name;")]
    [InlineData("db.CommandText = [|Regex.Match(name, \"<a>(.*)</a>\").Groups[1].Value|];", "db.CommandText = Regex.Match(name, \"^([0-9]{1,5})$\").Groups[1].Value;")]
    [InlineData("db.CommandText = [|Regex.Matches(name, \".+\").Select(m => m.Value).First()|];", "db.CommandText = Regex.Matches(name, \".+\").Count.ToString();")]
    [InlineData("if (name.Any(c => c == 'x')) return NotFound(); db.CommandText = [|name|];", "if (name.Any(c => !char.IsLetterOrDigit(c))) return NotFound(); db.CommandText = name;")]
    public Task Parsing_and_matching(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("foreach (var n in names) db.CommandText = [|n|];", "foreach (var n in Allowed) db.CommandText = n;")]
    [InlineData("foreach (var n in names) { if (!Set.Contains(n)) Console.WriteLine(); db.CommandText = [|n|]; }", "foreach (var n in names) { if (!Set.Contains(n)) continue; db.CommandText = n; }")]
    [InlineData("for (var i = 0; i < names.Length; i++) db.CommandText = [|names[i]|];", "for (var i = 0; i < names.Length; i++) db.CommandText = i.ToString();")]
    [InlineData("var s = \"\"; while (id-- > 0) s += name; db.CommandText = [|s|];", "var s = \"\"; while (id-- > 0) s += \"x\"; db.CommandText = s;")]
    [InlineData("var last = \"\"; foreach (var n in names) last = n; db.CommandText = [|last|];", "var last = \"\"; foreach (var n in names) { last = n; } last = \"x\"; db.CommandText = last;")]
    [InlineData("var s = \"x\"; do { db.CommandText = [|s|]; s = name; } while (id > 1);", "var s = \"x\"; do { db.CommandText = s; s = \"y\"; } while (id > 1);")]
    [InlineData("while (true) { if (id > 3) break; } db.CommandText = [|name|];", "while (true) { if (Set.Contains(name)) break; name = \"a\"; } db.CommandText = name;")]
    [InlineData("foreach (var (k, v) in names.Select((n, i) => (n, i))) db.CommandText = [|k|];", "foreach (var (k, v) in names.Select((n, i) => (n, i))) db.CommandText = v.ToString();")]
    public Task Loops(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("try { db.CommandText = [|name|]; } catch { }", "try { if (!Set.Contains(name)) return NotFound(); db.CommandText = name; } catch { }")]
    [InlineData("var s = \"x\"; try { s = name; Console.WriteLine(); } catch { db.CommandText = [|s|]; }", "var s = \"x\"; try { Console.WriteLine(); } catch { db.CommandText = s; }")]
    [InlineData("var s = \"x\"; try { s = name; } finally { db.CommandText = [|s|]; }", "var s = \"x\"; try { s = name; } finally { s = \"y\"; db.CommandText = s; }")]
    [InlineData("try { Check(name); } catch (ArgumentException) { } db.CommandText = [|name|];", "try { Check(name); } catch (ArgumentException) { return NotFound(); } db.CommandText = name;", "static void Check(string n) { if (!Set.Contains(n)) throw new ArgumentException(); }")]
    [InlineData("using (var r = new StringReader(name)) db.CommandText = [|r.ReadToEnd()|];", "using (var r = new StringReader(\"x\")) db.CommandText = r.ReadToEnd();")]
    [InlineData("using var r = new StringReader(name); db.CommandText = [|r.ReadLine()|]!;", "using var r = new StringReader(\"x\"); db.CommandText = r.ReadLine()!;")]
    [InlineData("lock (db) { db.CommandText = [|name|]; }", "lock (db) { name = \"x\"; } db.CommandText = name;")]
    [InlineData("goto end; end: db.CommandText = [|name|];", "if (Set.Contains(name)) goto end; return NotFound(); end: db.CommandText = name;")]
    public Task Try_using_lock_goto(string flagged, string silent, string members = "") => FlowCases.Verify_twins(flagged, silent, members);
}
