using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

// Reading: what keeps a file from being read.
internal static partial class ManifestDiagnostics
{
    public static readonly DiagnosticDescriptor FileUnreadable = new(
        "KB7001",
        DiagnosticSeverity.Error,
        "can not be read: {0}",
        "check that the path exists and that the process may read it");

    public static readonly DiagnosticDescriptor FileTooLarge = new(
        "KB7002",
        DiagnosticSeverity.Error,
        "a manifest must not be larger than {0} bytes",
        "split the file");

    public static readonly DiagnosticDescriptor NotText = new(
        "KB7003",
        DiagnosticSeverity.Error,
        "a manifest must be UTF-8 text without control characters",
        "save the file as UTF-8 text, or take it out of the folder");

    public static readonly DiagnosticDescriptor Syntax = new(
        "KB7004",
        DiagnosticSeverity.Error,
        "is not {0}: {1}",
        "correct the syntax at this place");

    public static readonly DiagnosticDescriptor LimitExceeded = new(
        "KB7005",
        DiagnosticSeverity.Error,
        "a file must not have more than {0} {1}",
        "split the file");

    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "KB7006",
        DiagnosticSeverity.Error,
        "a key must not appear twice in one mapping",
        "remove one of the two, or rename it");

    public static readonly DiagnosticDescriptor UnsupportedYaml = new(
        "KB7007",
        DiagnosticSeverity.Error,
        "tags and merge keys are not read",
        "write the value out; aliases of whole values are read");

    public static readonly DiagnosticDescriptor TooManyFiles = new(
        "KB7008",
        DiagnosticSeverity.Error,
        "a source must not have more than {0} manifest files",
        "put several objects into one file");
}
