namespace Gatehouse.Routing;

internal sealed record PathEdit(PathModifierType Type, string Value);
