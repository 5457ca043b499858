using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Parameters that are read as a message template: braces in them are placeholders.</summary>
internal static class LogTemplates
{
    private static readonly string[] Microsoft = ["Log", "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    private static readonly string[] Serilog = ["Write", "Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];

    private static readonly string[] NLog = ["Log", "Trace", "Debug", "Info", "Warn", "Error", "Fatal"];

    // https://learn.microsoft.com/dotnet/core/extensions/logging#log-message-template
    public static IEnumerable<Sink> Sinks =>
        Microsoft.Select(method => new Sink("Microsoft.Extensions.Logging.LoggerExtensions", method, "message", Dangers.LogTemplate))
            .Append(new Sink("Microsoft.Extensions.Logging.LoggerExtensions", "BeginScope", "messageFormat", Dangers.LogTemplate))
            .Concat(Serilog.Select(method => new Sink("Serilog.ILogger", method, "messageTemplate", Dangers.LogTemplate)))
            .Concat(Serilog.Select(method => new Sink("Serilog.Log", method, "messageTemplate", Dangers.LogTemplate)))
            .Concat(NLog.Select(method => new Sink("NLog.Logger", method, "message", Dangers.LogTemplate)))
            .Concat(NLog.Select(method => new Sink("NLog.ILogger", method, "message", Dangers.LogTemplate)));
}
