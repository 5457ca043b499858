using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>Judges what reaches a sink: which dangers are left, and which guard did not hold.</summary>
internal sealed class Findings(FlowTables tables, Func<CaptureId, IOperation?> captured)
{
    private const int MaxFindings = 200;

    private readonly List<Finding> _all = new();

    public bool IsEmpty => _all.Count == 0;

    public ImmutableArray<Finding> ToImmutable() => _all.ToImmutableArray();

    public void OfCall(IInvocationOperation call, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state, bool isKnown)
    {
        var method = call.TargetMethod;
        if (receiver.Has(Dangers.Path) && FileSystem.PathObjects.Contains(tables.NameOf(method.ContainingType)) && !FileSystem.HarmlessMembers.Contains(method.Name))
            OfPath(receiver, call.Instance!, call, state);
        if (receiver.Has(Dangers.StoredName) && FileSystem.PathObjects.Contains(tables.NameOf(method.ContainingType)) && FileSystem.WriteMethods.Contains(method.Name) && call.Arguments.IsEmpty)
            AddStored(receiver, call.Instance!, call, state);
        OfParameters(method, call.Arguments, arguments, call, state, isKnown);
    }

    public void OfCreation(IObjectCreationOperation creation, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state)
    {
        if (creation.Constructor is { } constructor)
            OfParameters(constructor, creation.Arguments, arguments, creation, state, isKnown: false);
    }

    /// <summary>A property is set, or an operator of the sink's type makes one of it.</summary>
    public void OfValue(ISymbol member, IOperation argument, Value value, IOperation sink, FlowState state)
    {
        foreach (var known in tables.SinksOf(member))
            OfSink(known, value, argument, ImmutableArray<IArgumentOperation>.Empty, sink, state);
        if (member.Name is "content" or "Content" && SinkConditions.IsSetBesideInstructionRole(sink.Syntax))
            Add(value, Dangers.Prompt, argument, sink, state);
    }

    /// <summary>new { role = "system", content = text }, new Message("system", text): a message of a request body, whatever its type.</summary>
    public void OfMessage(IOperation creation, FlowState state, System.Func<IOperation, Value> evaluate)
    {
        IOperation? role = null, content = null;
        foreach (var (name, value) in SinkConditions.MembersOf(creation))
        {
            if (name is "role" or "Role")
                role = value;
            else if (name is "content" or "Content")
                content = value;
        }

        if (role is not null && content is not null && SinkConditions.IsInstructionRole(role))
            Add(evaluate(content), Dangers.Prompt, content, creation, state);
    }

    /// <summary>What the callee does with something happens, for the caller, where it is passed.</summary>
    public void OfCallee(Summary summary, CallSite call, FlowState state)
    {
        foreach (var finding in summary.Sinks)
        {
            var (value, place) = call.Behind(finding.Source, summary);
            foreach (var taint in value.Taints)
            {
                if ((taint.Dangers & finding.Danger & ~state.ChecksOf(taint.Source).Cleared()) != 0 && !(finding.Danger == Dangers.StoredName && summary.Sinks.Any(other => other.Danger == Dangers.Path) && IsPathOfUpload(taint, state)))
                    Add(new Finding(finding.Danger, finding.Verdict, taint.Source, taint.Site ?? place, null, finding.Sink, place, taint.Site is null ? finding.Inner ?? finding : null));
            }
        }
    }

    /// <summary>A path that leaves a helper is used by its callers.</summary>
    public void OfReturn(Value value, IOperation returned, FlowState state)
    {
        if (value.Taints.Any(taint => taint.SiteIsPath))
            OfPath(value, returned, returned, state);
    }

    private void OfParameters(IMethodSymbol method, ImmutableArray<IArgumentOperation> all, (IArgumentOperation Argument, Value Value)[] arguments, IOperation sink, FlowState state, bool isKnown)
    {
        var sinks = tables.SinksOf(method);
        foreach (var (argument, value) in arguments)
        {
            if (!value.IsTainted || argument.Parameter is not { } parameter)
                continue;
            if (IsPath(method, parameter, isKnown))
                OfPath(IsAddress(method, parameter) ? OnlyPaths(value) : value, argument.Value, sink, state);
            if (value.Has(Dangers.StoredName) && IsStored(method, parameter, all))
                AddStored(value, argument.Value, sink, state);
            foreach (var known in sinks)
            {
                if (known.Parameter == parameter.Name)
                    OfSink(known, value, argument.Value, all, sink, state);
            }
        }
    }

    private void OfSink(Sink known, Value value, IOperation argument, ImmutableArray<IArgumentOperation> all, IOperation sink, FlowState state)
    {
        var live = value with { Taints = value.Taints.RemoveAll(taint => !SinkConditions.Holds(known.Only, all, sink, taint, captured)) };
        Add(live, known.Danger, argument, sink, state);
    }

    private void Add(Value value, Dangers danger, IOperation argument, IOperation sink, FlowState state)
    {
        foreach (var taint in value.Taints)
        {
            if ((taint.Dangers & danger & ~state.ChecksOf(taint.Source).Cleared()) != 0)
                Add(new Finding(danger, Verdict.Unguarded, taint.Source, taint.Site ?? argument, null, sink, argument));
        }
    }

    private void AddStored(Value value, IOperation argument, IOperation sink, FlowState state) =>
        Add(value with { Taints = value.Taints.RemoveAll(taint => IsPathOfUpload(taint, state)) }, Dangers.StoredName, argument, sink, state);

    // A name that may still leave its directory is a finding of its own; whose the name is matters after that.
    private static bool IsPathOfUpload(Taint taint, FlowState state) =>
        taint.Source.Origin == Origin.Upload && (taint.Dangers & Dangers.Path & ~state.ChecksOf(taint.Source).Cleared()) != 0;

    private void Add(Finding finding)
    {
        if (_all.Count < MaxFindings)
            _all.Add(finding);
    }

    private void OfPath(Value value, IOperation argument, IOperation sink, FlowState state)
    {
        var isListed = sink is not IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false };
        foreach (var taint in value.Taints)
        {
            var checks = state.ChecksOf(taint.Source);
            if ((taint.Dangers & Dangers.Path & ~checks.Cleared()) == 0 || (!isListed && !taint.SiteIsPath))
                continue;
            var (verdict, test) = Judge(taint, checks, state);
            Add(new Finding(Dangers.Path, verdict, taint.Source, taint.Site ?? argument, test, sink, argument));
        }
    }

    private static (Verdict Verdict, IOperation? Test) Judge(Taint taint, Checks checks, FlowState state)
    {
        if ((checks & Checks.WrongPrefix) != 0)
            return (Verdict.GuardedByPrefix, state.TestOf(taint.Source));
        if ((checks & (Checks.NoDotDot | Checks.NoInvalidCharacter)) != 0)
            return (Verdict.GuardedByDotDot, state.TestOf(taint.Source));
        return taint.Removal is null ? (Verdict.Unguarded, null) : (Verdict.GuardedByDotDot, taint.Removal);
    }

    private bool IsPath(IMethodSymbol method, IParameterSymbol parameter, bool isKnown)
    {
        if (parameter.Type.SpecialType != SpecialType.System_String || FileSystem.HarmlessMembers.Contains(method.Name))
            return false;
        var type = tables.NameOf((method.ReducedFrom ?? method).ContainingType);
        if (FileSystem.PathTakers.Contains(type))
            return FileSystem.PathParameters.Contains(parameter.Name) || FileSystem.AddressParameters.Contains(parameter.Name) || (parameter.Name == "fileName" && FileSystem.FileNameTakers.Contains(type));
        if (FileSystem.PathObjects.Contains(type))
            return method.MethodKind == MethodKind.Ordinary && FileSystem.PathParameters.Contains(parameter.Name);
        return !isKnown && IsOwnPathParameter(method, parameter);
    }

    // A method of this compilation that takes a path, and whose body is not known: the path leaves here.
    private static bool IsOwnPathParameter(IMethodSymbol method, IParameterSymbol parameter) =>
        !method.DeclaringSyntaxReferences.IsEmpty && parameter.Name is "path" or "filePath" or "fullPath" or "destinationPath" or "targetPath" or "outputPath" or "baseDirectory";

    // What XML is loaded from may as well be an address; so may what a browser is sent to.
    private static bool IsAddress(IMethodSymbol method, IParameterSymbol parameter) =>
        FileSystem.AddressParameters.Contains(parameter.Name) || (parameter.Name == "filename" && method.Name == "Load");

    private static Value OnlyPaths(Value value) => value with { Taints = value.Taints.RemoveAll(taint => !taint.SiteIsPath && !taint.IsFull) };

    // A file that is written, by a call that names it.
    private bool IsStored(IMethodSymbol method, IParameterSymbol parameter, ImmutableArray<IArgumentOperation> arguments)
    {
        var type = tables.NameOf(method.ContainingType);
        if (!FileSystem.PathParameters.Contains(parameter.Name) || !(FileSystem.Stores.Contains(type) || FileSystem.PathObjects.Contains(type)))
            return false;
        return FileSystem.WriteMethods.Contains(method.Name) || type == "System.IO.StreamWriter"
            ? !FileSystem.SourceParameters.Contains(parameter.Name)
            : arguments.Any(argument => argument.Value.Unwrap() is IFieldReferenceOperation { Field: { ContainingType.Name: "FileMode", Name: "Create" or "CreateNew" or "OpenOrCreate" or "Append" } });
    }
}
