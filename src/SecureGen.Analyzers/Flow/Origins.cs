using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Flow;

/// <summary>Which origins a threat model distrusts. Nobody trusts a model's output.</summary>
internal static class Origins
{
    public static bool Distrusts(this ThreatModel model, Origin origin) => origin switch
    {
        Origin.Model => true,
        Origin.Local => (model & ThreatModel.Local) != 0,
        _ => (model & ThreatModel.Remote) != 0,
    };
}
