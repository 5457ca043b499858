using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SecureGen.Analyzers.Benchmarks.Code;

/// <summary>Shapes of code on which analyses of flow are known to take minutes, in sizes of choice; the untrusted name reaches a file at the end of each.</summary>
public static class HardShapes
{
    private const string Sink = "File.Delete([|Path.Combine(\"root\", name)|]);";

    /// <summary>The shapes by name, with the size that others have failed on.</summary>
    public static IReadOnlyList<(string Name, int Size, Func<int, string> Write)> All { get; } =
    [
        ("call sites in one method", 1096, size => Action(Repeat(size, i => $"Log({i}, name);\n") + Sink, "void Log(int i, string n) => Console.WriteLine(n + i);")),
        ("ifs in a row", 500, size => Action(Repeat(size, i => $"if (id == {i}) Console.WriteLine(name);\n") + Sink)),
        ("cases of a switch", 300, size => Action("switch (id) {\n" + Repeat(size, i => $"case {i}: Console.WriteLine(name); break;\n") + "}\n" + Sink)),
        ("nested loops and ifs", 30, size => Action(Repeat(size, i => $"for (var i{i} = 0; i{i} < id; i{i}++) if (id > {i}) {{\n") + Sink + new string('}', size))),
        ("methods that call each other in circles", 200, Circles),
        ("lines of assignments in one method", 5000, size => Action(Repeat(size, i => $"var v{i} = \"x{i}\";\n") + Sink)),
        ("concatenations in one expression", 2000, size => Action("var text = \"\"" + Repeat(size, i => $" + id") + "; Console.WriteLine(text);\n" + Sink)),
        ("copies from local to local", 300, size => Action("var c0 = name;\n" + Repeat(size, i => $"var c{i + 1} = c{i};\n") + $"File.Delete([|Path.Combine(\"root\", c{size})|]);")),
        ("guards in a row", 300, size => Action(Repeat(size, i => $"if (name == \"a{i}\") Console.WriteLine(name);\n") + Sink)),
        ("lambdas in one method", 200, size => Action(Repeat(size, i => $"Run(() => Console.WriteLine(name + {i}));\n") + Sink, "void Run(Action action) => action();")),
        ("calls of a local function", 300, size => Action("void Log(string n) { if (n.Length > 3) Console.WriteLine(n); }\n" + Repeat(size, i => $"Log(name);\n") + Sink)),
    ];

    // Each calls the next three, and the last the first.
    private static string Circles(int size) => Action(
        "M0(name);\n" + Sink,
        Repeat(size, i => $"void M{i}(string n) {{ Console.WriteLine(n); if (n.Length > {i}) {{ M{(i + 1) % size}(n); M{(i + 7) % size}(n); M{(i + 31) % size}(n + \"x\"); }} }}\n"));

    private static string Repeat(int count, Func<int, FormattableString> line) =>
        string.Concat(Enumerable.Range(0, count).Select(i => line(i).ToString(CultureInfo.InvariantCulture)));

    private static string Action(string body, string members = "") => $$"""
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Mvc;

        [ApiController]
        public class FilesController
        {
            public void Get(string name, int id)
            {
                {{body}}
            }

            {{members}}
        }
        """;
}
