namespace SecureGen.Analyzers.Tests.Rules.Injection;

/// <summary>The surroundings that cases share: an action with untrusted text, and a method of a library that reads an archive.</summary>
internal static class CommandCases
{
    public static string Action(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.IO;
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Text.RegularExpressions;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public record Model(string Name, string? Note, int Size);

        public enum Kind { Png, Jpeg }

        public class ImagesController : ControllerBase
        {
            private const string Tool = "convert";
            private const string Shell = "/bin/sh";
            private static readonly string[] Allowed = ["png", "jpg"];
            private static readonly Dictionary<string, string> Tools = new() { ["png"] = "pngquant" };
            private readonly string _path = "/usr/bin/ffmpeg";
            private readonly string _shell = "/bin/bash";

            public IActionResult Get(string name, string? note, string text, int size, double scale, Guid key, Kind kind, bool flag, Model model, IFormFile file)
            {
                {{body}}
                return Ok();
            }
        }
        """;

    public static string Archive(string body) => $$"""
        using System.Diagnostics;
        using System.IO.Compression;

        public class Import
        {
            public void Read(ZipArchive archive)
            {
                foreach (var entry in archive.Entries)
                {
                    {{body}}
                }
            }
        }
        """;
}
