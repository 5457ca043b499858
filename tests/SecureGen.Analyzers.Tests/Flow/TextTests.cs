using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>How text is built and changed: what keeps the danger, and what does not. Each row is a flagged body and its silent twin.</summary>
public class TextTests
{
    [Theory]
    [InlineData("db.CommandText = [|\"x\" + name|];", "db.CommandText = \"x\" + id;")]
    [InlineData("db.CommandText = [|name + \"x\"|];", "db.CommandText = \"a\" + \"x\";")]
    [InlineData("db.CommandText = [|\"a\" + (\"b\" + name) + \"c\"|];", "db.CommandText = \"a\" + (\"b\" + id) + \"c\";")]
    [InlineData("db.CommandText = [|string.Concat(\"x\", name)|];", "db.CommandText = string.Concat(\"x\", id);")]
    [InlineData("db.CommandText = [|string.Concat(new[] { \"x\", name })|];", "db.CommandText = string.Concat(new[] { \"x\", \"y\" });")]
    [InlineData("var s = \"x\"; s += name; db.CommandText = [|s|];", "var s = \"x\"; s += id; db.CommandText = s;")]
    [InlineData("db.CommandText = [|string.Join(\",\", names)|];", "db.CommandText = string.Join(\",\", names.Select(n => int.Parse(n)));")]
    [InlineData("db.CommandText = [|string.Format(\"{0}\", name)|];", "db.CommandText = string.Format(\"{0}\", id);")]
    [InlineData("db.CommandText = [|string.Format(\"{0}{1}{2}{3}\", 1, 2, 3, name)|];", "db.CommandText = string.Format(\"{0}{1}{2}{3}\", 1, 2, 3, id);")]
    public Task Concatenation(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("db.CommandText = [|$\"x{name}\"|];", "db.CommandText = $\"x{id}\";")]
    [InlineData("db.CommandText = [|$\"x{name,10}\"|];", "db.CommandText = $\"x{id:000}\";")]
    [InlineData("db.CommandText = [|$@\"x{name}\"|];", "db.CommandText = $@\"x{key}\";")]
    [InlineData("db.CommandText = [|$\"\"\"x{name}\"\"\"|];", "db.CommandText = $\"\"\"x{kind}\"\"\";")]
    [InlineData("db.CommandText = [|$\"{(id > 1 ? name : \"\")}\"|];", "db.CommandText = $\"{(id > 1 ? \"a\" : \"b\")}\";")]
    [InlineData("db.CommandText = [|$\"{$\"{name}\"}\"|];", "db.CommandText = $\"{$\"{id}\"}\";")]
    [InlineData("FormattableString f = $\"x{name}\"; db.CommandText = [|f.ToString()|];", "FormattableString f = $\"x{id}\"; db.CommandText = f.ToString();")]
    [InlineData("db.CommandText = [|string.Create(null, $\"x{name}\")|];", "db.CommandText = string.Create(null, $\"x{id}\");")]
    [InlineData("var b = new StringBuilder(); b.Append($\"x{name}\"); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); b.Append($\"x{id}\"); db.CommandText = b.ToString();")]
    public Task Interpolation(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("db.CommandText = [|name.Trim()|];", "db.CommandText = name.Length.ToString();")]
    [InlineData("db.CommandText = [|name.TrimEnd('/')|];", "db.CommandText = name.IndexOf('/').ToString();")]
    [InlineData("db.CommandText = [|name.Substring(1)|];", "db.CommandText = name.GetHashCode().ToString();")]
    [InlineData("db.CommandText = [|name[1..]|];", "db.CommandText = $\"{name.Length}\";")]
    [InlineData("db.CommandText = [|name.ToUpperInvariant()|];", "db.CommandText = int.Parse(name).ToString();")]
    [InlineData("db.CommandText = [|name.Replace(\"a\", \"b\")|];", "db.CommandText = name.Replace(\"'\", \"''\");")]
    [InlineData("db.CommandText = [|\"a{0}\".Replace(\"{0}\", name)|];", "db.CommandText = \"a{0}\".Replace(\"{0}\", \"b\");")]
    [InlineData("db.CommandText = [|name.Split(',')[0]|];", "db.CommandText = name.Split(',').Length.ToString();")]
    [InlineData("db.CommandText = [|name.Insert(0, \"x\")|];", "db.CommandText = \"a\".Insert(0, \"x\");")]
    [InlineData("db.CommandText = [|\"x\".Insert(0, name)|];", "db.CommandText = \"x\".Insert(id, \"y\");")]
    [InlineData("db.CommandText = [|name.PadLeft(10)|];", "db.CommandText = \"a\".PadLeft(id);")]
    [InlineData("db.CommandText = [|Regex.Replace(name, \"a+\", \"\")|];", "db.CommandText = Regex.Replace(name, \"[^a-z0-9]\", \"\");")]
    [InlineData("db.CommandText = [|name.ToString()|];", "db.CommandText = key.ToString();")]
    [InlineData("db.CommandText = [|new string(name.ToCharArray())|];", "db.CommandText = new string('a', name.Length);")]
    [InlineData("db.CommandText = [|new string(name.Reverse().ToArray())|];", "db.CommandText = new string(name.Where(char.IsLetter).ToArray());")]
    [InlineData("db.CommandText = [|Uri.UnescapeDataString(name)|];", "db.CommandText = Uri.EscapeDataString(name);")]
    [InlineData("db.CommandText = [|System.Net.WebUtility.HtmlEncode(name)|];", "db.CommandText = Convert.ToHexString(Encoding.UTF8.GetBytes(name));")]
    [InlineData("db.CommandText = [|Path.GetFileName(name)|];", "db.CommandText = Path.GetRandomFileName();")]
    public Task Members_of_text(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);

    [Theory]
    [InlineData("db.CommandText = [|name.AsSpan(1).ToString()|];", "db.CommandText = \"abc\".AsSpan(1).ToString();")]
    [InlineData("ReadOnlySpan<char> s = name; db.CommandText = [|s.ToString()|];", "ReadOnlySpan<char> s = \"abc\"; db.CommandText = s.ToString();")]
    [InlineData("var s = name.AsSpan().Slice(1, 2); db.CommandText = [|new string(s)|];", "var s = \"abc\".AsSpan().Slice(1, 2); db.CommandText = new string(s);")]
    [InlineData("db.CommandText = [|string.Concat(\"x\".AsSpan(), name.AsSpan())|];", "db.CommandText = string.Concat(\"x\".AsSpan(), \"y\".AsSpan());")]
    [InlineData("var m = name.AsMemory(); db.CommandText = [|m.ToString()|];", "var m = \"x\".AsMemory(); db.CommandText = m.ToString();")]
    [InlineData("var b = Encoding.UTF8.GetBytes(name); db.CommandText = [|Encoding.UTF8.GetString(b)|];", "var b = \"x\"u8.ToArray(); db.CommandText = Encoding.UTF8.GetString(b);")]
    public Task Spans_and_bytes(string flagged, string silent) => FlowCases.Verify_twins(flagged.Replace("await Task.Yield();", ""), silent);

    [Theory]
    [InlineData("var b = new StringBuilder(name); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(\"x\"); db.CommandText = b.ToString();")]
    [InlineData("var b = new StringBuilder(); b.Append(\"x\").Append(name); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); b.Append(\"x\").Append(id); db.CommandText = b.ToString();")]
    [InlineData("var b = new StringBuilder(); b.AppendLine(name); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); b.AppendLine(\"x\"); db.CommandText = b.ToString();")]
    [InlineData("var b = new StringBuilder(); b.AppendFormat(\"{0}\", name); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); b.AppendFormat(\"{0}\", id); db.CommandText = b.ToString();")]
    [InlineData("var b = new StringBuilder(); b.AppendJoin(',', names); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); b.AppendJoin(',', Allowed); db.CommandText = b.ToString();")]
    [InlineData("var b = new StringBuilder(); b.Insert(0, name); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); b.Insert(0, id); db.CommandText = b.ToString();")]
    [InlineData("var b = new StringBuilder(); foreach (var n in names) b.Append(n); db.CommandText = [|b.ToString()|];", "var b = new StringBuilder(); foreach (var n in names) b.Append(n.Length); db.CommandText = b.ToString();")]
    [InlineData("var w = new StringBuilder(); w.Append(name); w.Append(\" \"); var s = w.ToString(); db.CommandText = [|s|];", "var w = new StringBuilder(); w.Append(name); w = new StringBuilder(); db.CommandText = w.ToString();")]
    public Task Builders(string flagged, string silent) => FlowCases.Verify_twins(flagged, silent);
}
