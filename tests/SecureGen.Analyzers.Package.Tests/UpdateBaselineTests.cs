using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using SecureGen.Analyzers.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>The task alone, on logs as the compiler writes them.</summary>
public sealed class UpdateBaselineTests : IDisposable
{
    private const string Code = "class A\n{\n    string a = \"one\"; string b = \"two\";\n    string c = \"one\";\n}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("securegen-task-").FullName;
    private readonly Engine _engine = new();

    public UpdateBaselineTests() => File.WriteAllText(Path.Combine(_folder, "A b.cs"), Code);

    private string Baseline => Path.Combine(_folder, "SecureGen.baseline.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_is_sorted_and_the_same_whatever_the_order_of_the_findings()
    {
        Assert.True(Run([Log(Result("SGA2001", 3, 34), Result("SGA1001", 4, 16), Result("SGA1001", 3, 16))]));
        var first = File.ReadAllText(Baseline);
        var lines = first.Split('\n');
        Assert.Equal(["{", "  \"version\": 1,", "  \"findings\": ["], lines[..3]);
        Assert.Equal(["SGA1001", "SGA1001", "SGA2001"], lines[3..6].Select(l => l.Substring(l.IndexOf("SGA", StringComparison.Ordinal), 7)));
        Assert.All(lines[3..6], l => Assert.Contains("\"file\": \"A b.cs\"", l, StringComparison.Ordinal));
        Assert.True(Run([Log(Result("SGA1001", 3, 16), Result("SGA2001", 3, 34)), Log(Result("SGA1001", 4, 16))]));
        Assert.Equal(first, File.ReadAllText(Baseline));
    }

    [Fact]
    public void A_justification_and_the_line_ends_are_kept()
    {
        Run([Log(Result("SGA1001", 3, 16))]);
        File.WriteAllText(Baseline, File.ReadAllText(Baseline).Replace("\" }", "\", \"justification\": \"Öffentlich \\\"ours\\\"\\n\" }", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        var before = File.ReadAllText(Baseline);
        Assert.True(Run([Log(Result("SGA1001", 3, 16))]));
        Assert.Equal(before.Replace("\\n", "\\u000a", StringComparison.Ordinal), File.ReadAllText(Baseline));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""", "suppressions": [ { "kind": "inSource", "properties": { "suppressionType": "Pragma Directive" } } ]""", false)]
    [InlineData(""", "suppressions": [ { "kind": "inSource", "justification": "SecureGenBaseline" } ]""", false)]
    [InlineData(""", "suppressions": [ { "kind": "inSource", "properties": { "suppressionType": "DiagnosticSuppressor { Suppression Id: SecureGenBaseline, Suppression Justification: x }" } } ]""", true)]
    [InlineData(""", "suppressions": [ { "kind": "inSource", "properties": { "suppressionType": "DiagnosticSuppressor { Suppression Id: OTHER1, Suppression Justification: x }" } } ]""", false)]
    public void What_the_source_suppresses_is_not_accepted(string suppressions, bool accepted)
    {
        Assert.True(Run([Log(Result("SGA1001", 3, 16, suppressions))]));
        Assert.Equal(accepted, File.Exists(Baseline));
    }

    [Theory]
    [InlineData("CS0168", 3, 16)]
    [InlineData("SGA0001", 3, 16)]
    [InlineData("SGA1001", 3, 900)]
    [InlineData("SGA1001", 90, 1)]
    public void Other_findings_and_other_places_are_left_out(string id, int line, int column)
    {
        Assert.True(Run([Log(Result(id, line, column))]));
        Assert.False(File.Exists(Baseline));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{ \"runs\": [ { \"results\": [ { \"ruleId\": \"SGA1001\", \"locations\": [ {")]
    public void A_log_that_is_none_adds_nothing(string log)
    {
        var file = Path.Combine(_folder, "broken.sarif");
        File.WriteAllText(file, log);
        Assert.True(Run([file]));
        Assert.False(File.Exists(Baseline));
    }

    [Fact]
    public void Entries_that_cannot_be_read_are_named_and_dropped()
    {
        File.WriteAllText(Baseline, "{ \"version\": 1, \"findings\": [\n  { \"id\": \"SGA1001\" } ] }");
        Assert.True(Run([Log()]));
        Assert.Contains(_engine.Messages, m => m.StartsWith("Line 2 of ", StringComparison.Ordinal));
        Assert.Equal("{\n  \"version\": 1,\n  \"findings\": [\n  ]\n}\n", File.ReadAllText(Baseline));
    }

    [Fact]
    public void The_check_fails_for_what_is_new_stale_or_malformed_and_passes_for_the_rest()
    {
        Assert.True(Run([Log()], check: true));
        Assert.False(Run([Log(Result("SGA1001", 3, 16))], check: true));
        Assert.False(File.Exists(Baseline));
        Run([Log(Result("SGA1001", 3, 16))]);
        Assert.True(Run([Log(Result("SGA1001", 3, 16))], check: true));
        Assert.False(Run([Log()], check: true));
        Assert.False(Run([Log(Result("SGA1001", 3, 34))], check: true));
        File.AppendAllText(Baseline, "}");
        Assert.False(Run([Log(Result("SGA1001", 3, 16))], check: true));
    }

    private bool Run(string[] logs, bool check = false) =>
        new UpdateBaseline { BuildEngine = _engine, File = Baseline, Check = check, Logs = [.. logs.Select(l => new Item(l))] }.Execute();

    private string Log(params string[] results)
    {
        var file = Path.Combine(_folder, Guid.NewGuid() + ".sarif");
        File.WriteAllText(file, "{ \"runs\": [ { \"results\": [" + string.Join(",", results) + "], \"tool\": { } } ] }");
        return file;
    }

    // Every string of the code is five characters wide.
    private string Result(string id, int line, int column, string suppressions = "") => $$"""
        { "ruleId": "{{id}}", "level": "warning"{{suppressions}}, "locations": [ { "physicalLocation": {
          "artifactLocation": { "uri": "{{new Uri(Path.Combine(_folder, "A b.cs")).AbsoluteUri}}" },
          "region": { "startLine": {{line}}, "startColumn": {{column}}, "endLine": {{line}}, "endColumn": {{column + 5}} } } } ] }
        """;

    private sealed class Item(string path) : ITaskItem
    {
        public string ItemSpec { get; set; } = path;

        public ICollection MetadataNames => Array.Empty<string>();

        public int MetadataCount => 0;

        public IDictionary CloneCustomMetadata() => new Dictionary<string, string>();

        public void CopyMetadataTo(ITaskItem destinationItem)
        {
        }

        public string GetMetadata(string metadataName) => "";

        public void RemoveMetadata(string metadataName)
        {
        }

        public void SetMetadata(string metadataName, string metadataValue)
        {
        }
    }

    private sealed class Engine : IBuildEngine
    {
        public List<string> Messages { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e) => Messages.Add(e.Message!);

        public void LogErrorEvent(BuildErrorEventArgs e) => Messages.Add(e.Message!);

        public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Add(e.Message!);

        public void LogWarningEvent(BuildWarningEventArgs e) => Messages.Add(e.Message!);
    }
}
