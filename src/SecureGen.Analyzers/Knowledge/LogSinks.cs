using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Where text is written for people to read: loggers, consoles, traces. Known by name, so that no library is referenced.</summary>
internal static class LogSinks
{
    private static readonly Dictionary<string, Func<IMethodSymbol, bool>> ByType = new(StringComparer.Ordinal)
    {
        ["Microsoft.Extensions.Logging.LoggerExtensions"] = static _ => true,
        ["Microsoft.Extensions.Logging.ILogger"] = static m => m.Name is "Log" or "BeginScope",
        ["Serilog.Log"] = IsSerilogCall,
        ["Serilog.ILogger"] = IsSerilogCall,
        ["Serilog.Core.Logger"] = IsSerilogCall,
        ["Serilog.Context.LogContext"] = static m => m.Name is "PushProperty",
        ["NLog.Logger"] = IsNLogCall,
        ["NLog.ILogger"] = IsNLogCall,
        ["NLog.ILoggerBase"] = IsNLogCall,
        ["NLog.ILoggerExtensions"] = static _ => true,
        ["log4net.ILog"] = static m => StartsWithLevel(m.Name),
        ["System.Console"] = IsWrite,
        ["System.Diagnostics.Debug"] = static m => IsWrite(m) || m.Name is "Print" or "Fail" or "Assert",
        ["System.Diagnostics.Trace"] = static m => IsWrite(m) || m.Name is "Fail" or "Assert" || m.Name.StartsWith("Trace", StringComparison.Ordinal),
        ["System.Diagnostics.TraceSource"] = static m => m.Name.StartsWith("Trace", StringComparison.Ordinal),
        ["System.Diagnostics.Tracing.EventSource"] = static m => m.Name is "WriteEvent" or "Write",
        ["System.Diagnostics.Activity"] = static m => m.Name is "SetTag" or "AddTag" or "AddBaggage" or "SetBaggage" or "AddEvent" or "SetStatus",
    };

    // Every call of the code is asked about: a full name is only spelled out for a type that may be one of these.
    private static readonly HashSet<string> TypeNames = LastNames(ByType.Keys);

    /// <summary>Whether the call writes its arguments to a log.</summary>
    public static bool IsSink(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return method.Parameters.Length > 1 && IsLogger(method.Parameters[0].Type);
        if (TypeNames.Contains(method.ContainingType.Name) && ByType.TryGetValue(FullName(method.ContainingType), out var writes))
            return writes(method);
        return IsConsoleWriter(call) || IsLoggerMessage(method);
    }

    /// <summary>Whether the parameter holds a message template or format with placeholders.</summary>
    public static bool IsTemplate(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_String && parameter.Name is "message" or "messageTemplate" or "messageFormat" or "format";

    // Console.Out and Console.Error are writers like any other; only these two end on a screen.
    private static bool IsConsoleWriter(IInvocationOperation call) =>
        IsWrite(call.TargetMethod) && call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType.Name: "Console" } };

    private static bool IsLoggerMessage(IMethodSymbol method)
    {
        // Attributes are slow to read: only of a declaration that a generator completes, or of one in another assembly.
        if (!method.ReturnsVoid || !(method.IsPartialDefinition || TakesLogger(method)))
            return false;
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "LoggerMessageAttribute" })
                return true;
        }

        return false;
    }

    private static bool TakesLogger(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (IsLogger(parameter.Type))
                return true;
        }

        return false;
    }

    private static bool IsLogger(ITypeSymbol type) => type is { Name: "ILogger", ContainingNamespace.Name: "Logging" };

    private static bool IsWrite(IMethodSymbol method) => method.Name.StartsWith("Write", StringComparison.Ordinal);

    private static bool IsSerilogCall(IMethodSymbol method) => method.Name is "Write" or "Verbose" or "ForContext" || StartsWithLevel(method.Name);

    private static bool IsNLogCall(IMethodSymbol method) => method.Name is "Log" or "WithProperty" || StartsWithLevel(method.Name);

    private static bool StartsWithLevel(string name) =>
        name is "Trace" or "TraceFormat" or "Debug" or "DebugFormat" or "Info" or "InfoFormat" or "Information" or "Warn" or "WarnFormat" or "Warning"
            or "Error" or "ErrorFormat" or "Fatal" or "FatalFormat";

    private static HashSet<string> LastNames(IEnumerable<string> names)
    {
        var last = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            last.Add(name.Substring(name.LastIndexOf('.') + 1));
        return last;
    }

    private static string FullName(INamedTypeSymbol type) =>
        type.ContainingType is null && type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.Name : type.Name;
}
