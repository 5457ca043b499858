using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Matching;

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
        ["NLog.ScopeContext"] = static m => m.Name.StartsWith("Push", StringComparison.Ordinal),
        ["NLog.LogEventInfo"] = static m => m.Name is "Create",
        ["NLog.LogEventBuilder"] = static m => m.Name is "Message" or "Property",
        ["log4net.ILog"] = static m => StartsWithLevel(m.Name),
        ["System.Console"] = IsWrite,
        ["System.Diagnostics.Debug"] = static m => IsWrite(m) || m.Name is "Print" or "Fail" or "Assert",
        ["System.Diagnostics.Trace"] = static m => IsWrite(m) || m.Name is "Fail" or "Assert" || m.Name.StartsWith("Trace", StringComparison.Ordinal),
        ["System.Diagnostics.Debugger"] = static m => m.Name is "Log",
        ["System.Diagnostics.TraceSource"] = static m => m.Name.StartsWith("Trace", StringComparison.Ordinal),
        ["System.Diagnostics.Tracing.EventSource"] = static m => m.Name is "WriteEvent" or "Write",
        ["System.Diagnostics.Activity"] = static m => m.Name is "SetTag" or "AddTag" or "AddBaggage" or "SetBaggage" or "AddEvent" or "AddException" or "SetStatus",
        ["System.Diagnostics.ActivitySource"] = static m => m.Name is "StartActivity" or "CreateActivity",
    };

    // Every call of the code is asked about: nearly all are turned away by the last name of the type.
    private static readonly ILookup<string, (string Namespace, Func<IMethodSymbol, bool> Writes)> ByName = ByType.ToLookup(
        static pair => pair.Key.Substring(pair.Key.LastIndexOf('.') + 1),
        static pair => (pair.Key.Substring(0, pair.Key.LastIndexOf('.')), pair.Value),
        StringComparer.Ordinal);

    /// <summary>Whether the call writes its arguments to a log.</summary>
    public static bool IsSink(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return IsDefined(method);
        if (Known(method.ContainingType) is { } writes)
            return writes(method);
        return (IsWrite(method) && IsConsoleWriter(call.Instance)) || IsGenerated(method) || IsEvent(method);
    }

    /// <summary>Whether a source generator completes the method from a template that names its parameters.</summary>
    public static bool IsGenerated(IMethodSymbol method)
    {
        // Attributes are slow to read: only of a declaration that a generator completes, or of one in another assembly.
        return method.ReturnsVoid && (method.IsPartialDefinition || TakesLogger(method)) && HasAttribute(method, "LoggerMessageAttribute");
    }

    /// <summary>Whether the method is an event of an event source.</summary>
    public static bool IsEvent(IMethodSymbol method) =>
        method.ReturnsVoid && method.ContainingType.BaseType is { Name: "EventSource" } && method.Parameters.Length > 0 && HasAttribute(method, "EventAttribute");

    /// <summary>Whether the parameter holds a message template or format with placeholders.</summary>
    public static bool IsTemplate(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_String && parameter.Name is "message" or "messageTemplate" or "messageFormat" or "format";

    // LoggerMessage.Define makes an Action<ILogger, ..., Exception>, DefineScope a Func<ILogger, ..., IDisposable>.
    private static bool IsDefined(IMethodSymbol invoke)
    {
        var parameters = invoke.Parameters;
        return parameters.Length > 1 && IsLogger(parameters[0].Type)
            && (parameters[parameters.Length - 1].Type.Name == "Exception" || invoke.ReturnType.SpecialType == SpecialType.System_IDisposable);
    }

    // Console.Out and Console.Error are writers like any other; only these two, and locals that hold them, end on a screen.
    private static bool IsConsoleWriter(IOperation? writer) => writer switch
    {
        IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType.Name: "Console" } } => true,
        ILocalReferenceOperation { Type.Name: "TextWriter" } local => local.Local.ValuesOf(local.Root()) is { Count: > 0 } values && values.All(v => v.Unwrap() is not ILocalReferenceOperation && IsConsoleWriter(v.Unwrap())),
        _ => false,
    };

    private static bool HasAttribute(IMethodSymbol method, string name)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == name)
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

    private static bool IsNLogCall(IMethodSymbol method) => method.Name is "Log" or "WithProperty" or "PushScopeProperty" || StartsWithLevel(method.Name);

    private static bool StartsWithLevel(string name) =>
        name is "Trace" or "TraceFormat" or "Debug" or "DebugFormat" or "Info" or "InfoFormat" or "Information" or "Warn" or "WarnFormat" or "Warning"
            or "Error" or "ErrorFormat" or "Fatal" or "FatalFormat";

    private static Func<IMethodSymbol, bool>? Known(INamedTypeSymbol type)
    {
        foreach (var (space, writes) in ByName[type.Name])
        {
            if (type.ContainingType is null && type.ContainingNamespace.Is(space))
                return writes;
        }

        return null;
    }
}
