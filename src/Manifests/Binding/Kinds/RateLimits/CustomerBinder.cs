namespace Gatehouse.Manifests;

internal static class CustomerBinder
{
    public static CustomerResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        string? plan = spec.Require("plan") is { } name ? NameRules.PlanName(name) : null;
        spec.Close();
        return new CustomerResource { Metadata = head.Metadata, Origin = head.Origin, Plan = plan ?? "" };
    }
}
