using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Manifests;

/// <summary>The plans there are, and the customers who have them.</summary>
internal sealed class PlanCatalog
{
    private readonly Dictionary<string, PlanResource> _plans;
    private readonly List<(CustomerResource Customer, Fault? Resolution)> _customers = [];

    public PlanCatalog(ManifestSet manifests, DiagnosticBag diagnostics)
    {
        _plans = manifests.All<PlanResource>().ToDictionary(plan => plan.Name, StringComparer.Ordinal);
        Plans = manifests.All<PlanResource>().Select(plan => new Plan { Name = plan.Name, Limits = plan.Limits }).ToValueList();

        foreach (CustomerResource customer in manifests.All<CustomerResource>())
        {
            FieldPath at = FieldPath.Of(customer.ObjectName).Field("spec").Field("plan");
            _customers.Add((customer, Find(customer.Plan, "the customer has the default plan", at, diagnostics)));
        }
    }

    /// <summary>In the order of their names.</summary>
    public ValueList<Plan> Plans { get; }

    /// <summary>In the order of their names; also those whose plan is missing, who have the default plan.</summary>
    public ValueList<Customer> Customers =>
        _customers.Select(known => new Customer(known.Customer.Name, known.Customer.Plan)).ToValueList();

    public IEnumerable<CustomerStatus> WriteStatuses() => _customers.Select(known => new CustomerStatus
    {
        Key = known.Customer.Key,
        Conditions = new ConditionList(known.Customer).Add(ConditionTypes.ResolvedRefs, known.Resolution).ToValueList(),
    });

    /// <summary>Why a reference to a plan does not resolve; <see langword="null"/> where it does.</summary>
    public Fault? Find(string plan, string outcome, FieldPath at, DiagnosticBag diagnostics)
    {
        if (_plans.ContainsKey(plan))
        {
            return null;
        }

        diagnostics.Report(ManifestDiagnostics.PlanMissing, at, null, plan, outcome);
        return new Fault(Reasons.PlanNotFound, $"there is no Plan {plan}");
    }
}
