namespace Gatehouse.Manifests;

/// <summary>Checks a rule's timeouts, which are not served yet.</summary>
internal static class TimeoutsBinder
{
    public static void Check(FieldValue? value)
    {
        if (value?.Fields() is not { } fields)
        {
            return;
        }

        TimeSpan? request = fields.Find("request") is { } whole ? DurationRules.Duration(whole) : null;
        TimeSpan? backendRequest = fields.Find("backendRequest") is { } attempt ? DurationRules.Duration(attempt) : null;

        // "0s" switches the timeout off, so nothing is longer than it.
        if (request > TimeSpan.Zero && backendRequest > request)
        {
            fields.ReportField("backendRequest", ManifestDiagnostics.BackendTimeoutTooLong);
        }

        fields.Close();
    }
}
