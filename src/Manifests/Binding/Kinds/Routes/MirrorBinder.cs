namespace Gatehouse.Manifests;

/// <summary>Reads RequestMirror, which is not served yet: only its backend is kept.</summary>
internal static class MirrorBinder
{
    private const int DenominatorUnsaid = 100;

    public static BackendReference? Bind(Fields fields)
    {
        BackendReference? backend = fields.Require("backendRef")?.Fields() is { } reference ? BackendRefBinder.Bind(reference) : null;
        fields.Find("percent")?.Number(0, 100);
        CheckFraction(fields.Find("fraction")?.Fields());

        // CEL: "Only one of percent or fraction may be specified".
        if (fields.Has("percent") && fields.Has("fraction"))
        {
            fields.Report(ManifestDiagnostics.FieldChoice, null, "at most one", "percent and fraction");
        }

        fields.Close();
        return backend;
    }

    private static void CheckFraction(Fields? fraction)
    {
        if (fraction is null)
        {
            return;
        }

        int numerator = fraction.Require("numerator")?.Number(0, int.MaxValue) ?? 0;
        int denominator = fraction.Find("denominator")?.Number(1, int.MaxValue) ?? DenominatorUnsaid;
        fraction.Close();

        if (numerator > denominator)
        {
            fraction.ReportField("numerator", ManifestDiagnostics.FractionTooLarge, null, denominator);
        }
    }
}
