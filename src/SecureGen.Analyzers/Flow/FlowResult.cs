using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>Why a flow is reported.</summary>
internal enum Verdict
{
    Unguarded,
    GuardedByPrefix,
    GuardedByDotDot,
}

/// <summary>Untrusted data that reaches a sink.</summary>
// Site: Where the text is built: what a fix for the flow rewrites.
// Test: The guard that does not hold, for the wrong-guard verdicts.
// Argument: What is handed to the sink, as it stands there.
// Inner: The finding of the callee that has the sink, where the caller only passes the data on: that is where it is mended.
internal sealed record Finding(Dangers Danger, Verdict Verdict, Source Source, IOperation Site, IOperation? Test, IOperation Sink, IOperation Argument, Finding? Inner = null)
{
    /// <summary>A path is reported where it is built, since checks belong there; anything else where it does harm.</summary>
    public Location Location => (Test ?? (Danger == Dangers.Path ? Site : Argument)).Syntax.GetLocation();

    /// <summary>The way of the data: source, place of building, sink; then the parameter, the place of building and the finding of a callee.</summary>
    public ImmutableArray<Location> Trace
    {
        get
        {
            var trace = ImmutableArray.Create(Source.Location, Site.Syntax.GetLocation(), Sink.Syntax.GetLocation());
            return Inner is null ? trace : trace.AddRange(ImmutableArray.Create(Inner.Source.Location, Inner.Site.Syntax.GetLocation(), Inner.Location));
        }
    }
}

/// <summary>What the analysis of one operation block found.</summary>
internal sealed record FlowResult(ImmutableArray<Finding> Findings)
{
    public static readonly FlowResult Empty = new(ImmutableArray<Finding>.Empty);
}
