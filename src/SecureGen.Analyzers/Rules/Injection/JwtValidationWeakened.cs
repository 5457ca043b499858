using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6012: a check of JSON Web Tokens is switched off, or stands in for one and accepts everything.</summary>
public sealed class JwtValidationWeakened() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6012",
        "JWT validation is weakened",
        "Tokens are accepted that should not be: {0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "Whoever can present a token that is unsigned, expired, or made for somebody else is logged in. Leave every check of the token on, and give the values it is checked against.",
        347, 287, 295);

    private static readonly TimeSpan LongestSkew = TimeSpan.FromHours(1);

    // Renewing and ending a session take a token that has expired.
    private static readonly ImmutableHashSet<string> Renewals = ImmutableHashSet.Create("expired", "refresh", "renew", "revoke", "logout", "signout");

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (context.Has(TokenChecks.Parameters) || TokenChecks.Transports.Any(transport => context.Has(transport.Type)))
            actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment);
        if (context.Has(TokenChecks.SigningCredentials) || TokenChecks.NoAlgorithm.Any(none => context.Has(none.Type)))
            actions.RegisterOperationAction(operation => AnalyzeAlgorithm(operation, context), OperationKind.ObjectCreation, OperationKind.FieldReference);
        if (TokenChecks.Calls.Any(call => context.Has(call.Type)))
            actions.RegisterOperationAction(operation => AnalyzeCall(operation, context), OperationKind.Invocation);
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property })
            return;
        if (property.Name is "RequireHttpsMetadata" or "RequireHttps")
            AnalyzeTransport(operation, assignment, property, context);
        else if (context.IsOrInherits(property.ContainingType, TokenChecks.Parameters))
            AnalyzeCheck(operation, assignment, property.Name, context);
    }

    private static void AnalyzeTransport(OperationContext operation, ISimpleAssignmentOperation assignment, IPropertySymbol property, CompilationContext context)
    {
        if (IsFalse(assignment.Value, operation, context)
            && TokenChecks.Transports.Any(transport => transport.Property == property.Name && context.IsOrInherits(property.ContainingType, transport.Type))
            && !HasLocalAuthority(assignment))
        {
            Report(operation, assignment, property.Name + " is false", "true", context);
        }
    }

    private static void AnalyzeCheck(OperationContext operation, ISimpleAssignmentOperation assignment, string name, CompilationContext context)
    {
        if (TokenChecks.Flags.TryGetValue(name, out var replacements))
        {
            if (IsFalse(assignment.Value, operation, context) && !IsReplaced(assignment, replacements, context, operation) && !IsRenewal(operation, assignment, name) && !(name == "ValidateIssuer" && IsCheckedLater(assignment, context, operation)))
                Report(operation, assignment, name + " is false", "true", context);
        }
        else if (name == "ClockSkew")
        {
            if (Durations.Of(assignment.Value.Followed(context, operation.CancellationToken)) > LongestSkew)
                Report(operation, assignment, "ClockSkew lets tokens live long after they have expired", "global::System.TimeSpan.FromMinutes(5)", context);
        }
        else if (name == "ValidAlgorithms")
        {
            if (assignment.Value.Descendants().Any(static value => IsNone(value.ConstantText())))
                Report(operation, assignment, "the algorithm 'none' signs nothing", null, context);
        }
        else if (AcceptsEverything(name, assignment.Value, context, operation))
        {
            Report(operation, assignment, name + " accepts every token", SettingFixes.Remove, context);
        }
    }

    private static bool AcceptsEverything(string name, IOperation callback, CompilationContext context, OperationContext operation)
    {
        var isVerdict = TokenChecks.Verdicts.Contains(name);
        var isIssuer = TokenChecks.Issuers.Contains(name);
        if (!isVerdict && !isIssuer && !TokenChecks.Signatures.Contains(name))
            return false;
        if (Callback.Body(callback, context, operation.CancellationToken) is not { } body)
            return false;
        return isVerdict ? Callback.IsAlwaysTrue(body) : isIssuer ? ReturnsWhatItGets(body) : ReadsOnly(body);
    }

    // (issuer, token, parameters) => issuer
    private static bool ReturnsWhatItGets(IOperation body) =>
        Callback.DecidesNothing(body) && Callback.Returned(body) is { Length: > 0 } returned
        && returned.All(static value => value is IParameterReferenceOperation || value.ConstantText() is { Length: > 0 });

    // (token, parameters) => new JsonWebToken(token)
    private static bool ReadsOnly(IOperation body)
    {
        var operations = body.Descendants().ToArray();
        return !operations.Any(static o => o is IThrowOperation || (o is IInvocationOperation call && !TokenChecks.Readers.Contains(call.TargetMethod.Name)))
            && Callback.Returned(body) is { Length: > 0 } returned
            && returned.All(static value => value.ConstantValue is not { HasValue: true, Value: null });
    }

    private static bool IsFalse(IOperation value, OperationContext operation, CompilationContext context) =>
        value.Followed(context, operation.CancellationToken).ConstantValue is { HasValue: true, Value: false };

    // A delegate is asked whatever the flag says.
    private static bool IsReplaced(IOperation assignment, ImmutableArray<string> replacements, CompilationContext context, OperationContext operation) =>
        assignment.Root().Descendants().Any(other => other is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } given
            && replacements.Contains(name) && given.Value.Unwrap().ConstantValue is not { HasValue: true, Value: null } && !AcceptsEverything(name, given.Value, context, operation));

    // Many tenants, many issuers: what happens after the token is validated refuses the ones that are not known.
    private static bool IsCheckedLater(IOperation assignment, CompilationContext context, OperationContext operation) =>
        assignment.Root().Descendants().Any(other => other is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "OnTokenValidated" } } handler
            && Callback.Body(handler.Value, context, operation.CancellationToken) is { } body
            && body.Descendants().Any(static part => part is IThrowOperation or IInvocationOperation { TargetMethod.Name: "Fail" }));

    private static bool IsRenewal(OperationContext operation, IOperation assignment, string flag)
    {
        if (flag is not ("ValidateLifetime" or "RequireExpirationTime"))
            return false;
        for (var parent = assignment.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IVariableDeclaratorOperation { Symbol.Name: var variable } && IsRenewal(variable))
                return true;
        }

        return IsRenewal(operation.ContainingSymbol.Name);
    }

    private static bool IsRenewal(string name) => Words.Split(name).Any(Renewals.Contains);

    private static bool HasLocalAuthority(ISimpleAssignmentOperation assignment) =>
        assignment.Root().Descendants().Any(static other => other is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Authority" or "MetadataAddress" } } given
            && given.Value.ConstantText() is { } address && TokenChecks.IsLocal(address));

    private static void AnalyzeAlgorithm(OperationContext operation, CompilationContext context)
    {
        if (operation.Operation is IObjectCreationOperation creation)
            AnalyzeCredentials(operation, creation, context);
        else if (operation.Operation is IFieldReferenceOperation { Field: { Name: "none" } field } member && member.Wrapped().Parent is IArgumentOperation && IsNoAlgorithm(field.ContainingType, field.Name, context))
            Report(operation, member, "the algorithm 'none' signs nothing", null, context);
    }

    private static void AnalyzeCredentials(OperationContext operation, IObjectCreationOperation creation, CompilationContext context)
    {
        if (IsNoAlgorithm(creation.Type, null, context))
            Report(operation, creation, "the algorithm 'none' signs nothing", null, context);
        else if (creation.Arguments.Length > 1 && creation.Arguments.ArgumentOf("algorithm") is { } algorithm && IsNone(algorithm.ConstantText()) && context.IsOrInherits(creation.Type, TokenChecks.SigningCredentials))
            Report(operation, algorithm, "the algorithm 'none' signs nothing", AlgorithmFor(creation.Arguments.ArgumentOf("key")), context);
    }

    private static bool IsNoAlgorithm(ITypeSymbol? type, string? member, CompilationContext context)
    {
        foreach (var none in TokenChecks.NoAlgorithm)
        {
            if (none.Member == member && context.Is(type, none.Type))
                return true;
        }

        return false;
    }

    private static bool IsNone(string? algorithm) => string.Equals(algorithm, "none", StringComparison.OrdinalIgnoreCase);

    private static string? AlgorithmFor(IOperation? key) => key?.Unwrap().Type?.Name switch
    {
        "SymmetricSecurityKey" => "global::Microsoft.IdentityModel.Tokens.SecurityAlgorithms.HmacSha256",
        "RsaSecurityKey" or "X509SecurityKey" => "global::Microsoft.IdentityModel.Tokens.SecurityAlgorithms.RsaSha256",
        "ECDsaSecurityKey" => "global::Microsoft.IdentityModel.Tokens.SecurityAlgorithms.EcdsaSha256",
        _ => null,
    };

    private static void AnalyzeCall(OperationContext operation, CompilationContext context)
    {
        var invocation = (IInvocationOperation)operation.Operation;
        var method = invocation.TargetMethod;
        foreach (var call in TokenChecks.Calls)
        {
            if (call.Method != method.Name || !context.IsOrInherits(method.ContainingType, call.Type))
                continue;
            if (call.Parameter is null)
                Report(operation, invocation, "the signature is not verified", null, context);
            else if (invocation.Arguments.ArgumentOf(call.Parameter) is { } verify && IsFalse(verify, operation, context))
                Report(operation, verify, "the signature is not verified", "true", context);
            return;
        }
    }

    private static void Report(OperationContext operation, IOperation place, string what, string? value, CompilationContext context)
    {
        if (context.IsRelaxedTest(place.Syntax.SyntaxTree) || place.IsDevelopmentOnly(operation.ContainingSymbol))
            return;
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), SettingFixes.Properties(value), what));
    }
}
