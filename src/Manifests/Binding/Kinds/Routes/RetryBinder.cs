namespace Gatehouse.Manifests;

/// <summary>Checks a rule's retries (experimental channel), which are not served yet.</summary>
internal static class RetryBinder
{
    private const int CodesMax = 200;

    public static void Check(FieldValue? value)
    {
        if (value?.Fields() is not { } fields)
        {
            return;
        }

        HashSet<int> codes = [];

        foreach (FieldValue item in fields.Items("codes", CodesMax))
        {
            if (item.Number(400, 599) is { } code && !codes.Add(code))
            {
                item.Report(ManifestDiagnostics.NotUnique, null, "a status code");
            }
        }

        fields.Find("attempts")?.Number(1, int.MaxValue);

        if (fields.Find("backoff") is { } backoff)
        {
            DurationRules.Duration(backoff);
        }

        fields.Close();
    }
}
