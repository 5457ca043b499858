using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>
/// SGA6009: a cookie that logs somebody in and that scripts can read or clear text can carry. Cookies are judged by their name and
/// by what is put into them: a theme or a language is nobody's secret.
/// </summary>
public sealed class InsecureCookie() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the entries, separated by commas, that are missing.</summary>
    internal const string MissingProperty = "missing";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6009",
        "Session cookie is not protected",
        "Cookie {0} is set without {1}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "A cookie that is not HttpOnly is read by any script that gets into the page; one that is not Secure is sent in clear text to whoever answers for the host. Set both for every cookie that opens a session.",
        1004, 614);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        var types = Cookies.Types.Where(context.Has).ToImmutableArray();
        if (types.IsEmpty && !context.Has(Cookies.Responses))
            return;
        var policy = new Lazy<CookiePolicy>(() => CookiePolicy.Of(context.Compilation));
        actions.RegisterOperationAction(operation => AnalyzeAppend(operation, policy, context), OperationKind.Invocation);
        if (!types.IsEmpty)
            actions.RegisterOperationAction(operation => AnalyzeCookie(operation, types, policy, context), OperationKind.ObjectCreation);
        if (context.Has(Cookies.Builder))
            actions.RegisterOperationAction(operation => AnalyzeBuilder(operation, policy, context), OperationKind.SimpleAssignment);
    }

    private static void AnalyzeAppend(OperationContext operation, Lazy<CookiePolicy> policy, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod.Name != "Append" || !context.IsOrInherits(call.TargetMethod.ContainingType, Cookies.Responses))
            return;
        if (call.Arguments.ArgumentOf("key") is not { } key || call.Arguments.ArgumentOf("value") is not { } value || !IsSensitive(key, value, context, operation))
            return;
        if (call.Arguments.ArgumentOf("options") is not { } options)
            Report(operation, call, NameOf(call), Required(policy.Value), Shown(key), context);
        else if (CreationOf(options, operation, context) is { } creation && context.Is(creation.Type, Cookies.Options))
            AnalyzeSettings(operation, creation, options, Shown(key), policy, context);
    }

    private static void AnalyzeCookie(OperationContext operation, ImmutableArray<string> types, Lazy<CookiePolicy> policy, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Type?.Name is "HttpCookie" or "SetCookieHeaderValue" && creation.Arguments.Length > 0)
            AnalyzeCookie(operation, creation, types, policy, context);
    }

    private static void AnalyzeCookie(OperationContext operation, IObjectCreationOperation creation, ImmutableArray<string> types, Lazy<CookiePolicy> policy, CompilationContext context)
    {
        if (!types.Any(type => context.Is(creation.Type, type)))
            return;
        var name = Text(creation.Arguments[0].Value);
        if (!IsSensitive(name, creation.Arguments.Length > 1 ? Text(creation.Arguments[1].Value) : null, context, operation))
            return;
        var holder = creation.Wrapped().Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;
        AnalyzeSettings(operation, creation, holder, Shown(name), policy, context);
    }

    // Text becomes a StringSegment on the way.
    private static IOperation Text(IOperation value) => value is IConversionOperation conversion ? conversion.Operand : value;

    private static void AnalyzeSettings(OperationContext operation, IObjectCreationOperation creation, IOperation options, string name, Lazy<CookiePolicy> policy, CompilationContext context) =>
        AnalyzeSettings(operation, creation, options.Unwrap() is ILocalReferenceOperation { Local: var local } ? local : null, name, policy, context);

    private static void AnalyzeSettings(OperationContext operation, IObjectCreationOperation creation, ILocalSymbol? holder, string name, Lazy<CookiePolicy> policy, CompilationContext context)
    {
        if (creation.Arguments.Any(argument => context.Is(argument.Value.Type, Cookies.Options)) || (holder is not null && IsHandedOn(holder, creation)))
            return;
        var given = SettingsOf(creation, holder).ToArray();
        if (given.Any(static setting => setting.Name is "Expires" or "MaxAge" && IsPast(setting.Value)))
            return;
        var missing = new List<string>();
        foreach (var wanted in Required(policy.Value))
        {
            var set = given.Where(setting => setting.Name == wanted).ToArray();
            if (set.Length == 0)
                missing.Add(wanted);
            foreach (var off in set.Where(static setting => setting.Value.Unwrap().ConstantValue is { HasValue: true, Value: false }))
                Report(operation, off.Value, off.Value.Parent!.Syntax, [wanted], name, context, SettingFixes.Properties("true"));
        }

        if (missing.Count > 0)
            Report(operation, creation, creation.Syntax, missing, name, context);
    }

    private static IEnumerable<(string Name, IOperation Value)> SettingsOf(IObjectCreationOperation creation, ILocalSymbol? holder)
    {
        var inside = creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty;
        var behind = holder is null ? [] : creation.Root().Descendants().Where(other => other is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation set } } && SymbolEqualityComparer.Default.Equals(set.Local, holder));
        foreach (var operation in inside.Concat(behind))
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
                yield return (name, assignment.Value);
        }
    }

    // Another method may set what is missing: the local goes somewhere that is no cookie.
    private static bool IsHandedOn(ILocalSymbol holder, IOperation creation) => holder.ReferencesTo(creation.Root()).Any(static reference => reference.Wrapped().Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var method } } => method is not ("Append" or "Add" or "Set" or "AppendCookie" or "SetCookie" or "Delete"),
        IPropertyReferenceOperation or ISimpleAssignmentOperation => false,
        IInvocationOperation { TargetMethod.Name: "ToString" or "AppendToStringBuilder" } => false,
        _ => true,
    });

    private static IObjectCreationOperation? CreationOf(IOperation options, OperationContext operation, CompilationContext context) => options.Unwrap() switch
    {
        IObjectCreationOperation inline => inline,
        ILocalReferenceOperation local when local.Local.ValuesOf(local.Root()) is { Count: 1 } values => values[0].Unwrap() as IObjectCreationOperation,
        IFieldReferenceOperation { Field.IsReadOnly: true } field => field.Followed(context, operation.CancellationToken) as IObjectCreationOperation,
        _ => null,
    };

    // A cookie that has expired is being deleted.
    private static bool IsPast(IOperation moment) => moment.DescendantsAndSelf().Any(static operation => operation switch
    {
        IFieldReferenceOperation { Field.Name: "UnixEpoch" or "MinValue" or "Zero" } => true,
        IInvocationOperation { TargetMethod.Name: "AddDays" or "AddHours" or "AddYears" or "AddMonths" or "AddMinutes" or "AddSeconds" or "FromDays" or "FromHours" or "FromMinutes" or "FromSeconds", Arguments: { Length: > 0 } arguments } =>
            arguments[0].Value.Unwrap().ConstantValue is { HasValue: true, Value: IConvertible number } && number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) < 0,
        _ => false,
    });

    private static bool IsSensitive(IOperation key, IOperation? value, CompilationContext context, OperationContext operation)
    {
        if (value?.ConstantText() is { Length: 0 })
            return false;
        var options = context.Options(key.Syntax.SyntaxTree);
        var name = key.Followed(context, operation.CancellationToken).ConstantText() ?? key.ConstantText();
        if (name is not null && Cookies.OpensSession(name, options))
            return true;
        if (name is null && key.Unwrap() is IMemberReferenceOperation { Member.Name: var member } && Cookies.OpensSession(member.EndsWith("Name", StringComparison.Ordinal) ? member.Substring(0, member.Length - 4) : member, options))
            return true;
        return (name is null || !Cookies.IsForScripts(name)) && value is not null && SecretValue.NameOf(value, null, options) is { } secret && !Cookies.IsForScripts(secret);
    }

    private static string Shown(IOperation key) => key.ConstantText() is { } name ? "'" + name + "'" : "'" + key.Syntax.ToString().Split('\n')[0].Trim() + "'";

    private static string[] Required(CookiePolicy policy) =>
        new[] { policy.IsHttpOnly ? null : "HttpOnly", policy.IsSecure ? null : "Secure" }.Where(static name => name is not null).ToArray()!;

    // The cookies of sessions and logins are HttpOnly by default, and Secure on requests that are.
    private static void AnalyzeBuilder(OperationContext operation, Lazy<CookiePolicy> policy, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "HttpOnly" or "SecurePolicy" } property } target || !context.IsOrInherits(property.ContainingType, Cookies.Builder) || !IsOfLogin(assignment, target.Instance, context))
            return;
        var shown = "'" + (target.Instance is { IsImplicit: false, Syntax: MemberAccessExpressionSyntax or IdentifierNameSyntax } named ? named.Syntax.ToString() : "Cookie") + "'";
        if (property.Name == "HttpOnly" && assignment.Value.Unwrap().ConstantValue is { HasValue: true, Value: false } && !policy.Value.IsHttpOnly)
            Report(operation, assignment, assignment.Syntax, ["HttpOnly"], shown, context, SettingFixes.Properties("true"));
        else if (property.Name == "SecurePolicy" && assignment.Value.Unwrap() is IFieldReferenceOperation { Field.Name: "None" } && !policy.Value.IsSecure)
            Report(operation, assignment, assignment.Syntax, ["Secure"], shown, context, SettingFixes.Properties("global::Microsoft.AspNetCore.Http.CookieSecurePolicy.Always"));
    }

    // Temporary data and the like have builders, too; one that is made here is told by its name, or by what it is made for.
    private static bool IsOfLogin(ISimpleAssignmentOperation assignment, IOperation? builder, CompilationContext context)
    {
        if (builder is not IInstanceReferenceOperation)
            return builder is not null && (builder is not IPropertyReferenceOperation { Property.ContainingType.Name: "CookieTempDataProviderOptions" });
        var name = ObjectSettings.Beside(assignment).FirstOrDefault(static other => other.Target is IPropertyReferenceOperation { Property.Name: "Name" })?.Value.ConstantText();
        return name is not null ? Cookies.OpensSession(name, context.Options(assignment.Syntax.SyntaxTree)) : assignment.Parent?.Parent switch
        {
            IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.ContainingType.Name: var owner } } => owner != "CookieTempDataProviderOptions",
            IObjectCreationOperation made => made.Wrapped().Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Cookie", ContainingType.Name: not "CookieTempDataProviderOptions" } } },
            _ => false,
        };
    }

    private static void Report(OperationContext operation, IOperation place, SyntaxNode syntax, IReadOnlyCollection<string> missing, string name, CompilationContext context, ImmutableDictionary<string, string?>? properties = null)
    {
        if (missing.Count == 0 || context.IsRelaxedTest(syntax.SyntaxTree) || place.IsDevelopmentOnly(operation.ContainingSymbol))
            return;
        properties ??= ImmutableDictionary<string, string?>.Empty.Add(MissingProperty, string.Join(",", missing));
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), properties, name, string.Join(" and ", missing)));
    }

    private static SyntaxNode NameOf(IInvocationOperation call) => call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : call.Syntax;

    /// <summary>What the cookie policy of the application sets for every cookie.</summary>
    private sealed record CookiePolicy(bool IsHttpOnly, bool IsSecure)
    {
        public static CookiePolicy Of(Compilation compilation)
        {
            var (isHttpOnly, isSecure) = (false, false);
            foreach (var tree in compilation.SyntaxTrees)
            {
                var text = tree.GetText().ToString();
                if (text.IndexOf("CookiePolicy", StringComparison.Ordinal) < 0)
                    continue;
                isHttpOnly |= text.IndexOf("HttpOnlyPolicy.Always", StringComparison.Ordinal) >= 0;
                isSecure |= SetsSecure(tree);
            }

            return new CookiePolicy(isHttpOnly, isSecure);
        }

        // options.Secure = CookieSecurePolicy.Always; that of a single cookie is called SecurePolicy.
        private static bool SetsSecure(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(static node =>
            node is AssignmentExpressionSyntax { Left: var left, Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Always" } } && left.GetLastToken().ValueText == "Secure");
    }
}
