namespace Gatehouse.Manifests;

/// <summary>Every bound of this package. A file is a stranger's text until it is read: going over one is a diagnostic.</summary>
internal static class Limits
{
    /// <summary>Bytes of one file: ten times what an API server takes for one object (etcd: 1.5 MiB).</summary>
    public const int FileBytesMax = 16 * 1024 * 1024;

    /// <summary>Files of one source.</summary>
    public const int FilesMax = 4_096;

    /// <summary>Documents of one file.</summary>
    public const int DocumentsMax = 4_096;

    /// <summary>Mappings and sequences inside each other. The deepest known manifests are CRDs, with about 50.</summary>
    public const int DepthMax = 100;

    /// <summary>Keys, scalars, mappings and sequences of one file; what an alias stands for counts again.</summary>
    public const int NodesMax = 1_000_000;

    /// <summary>Aliases of one file.</summary>
    public const int AliasesMax = 1_000;

    /// <summary>A wait for quiet ends after this many quiet periods, even if a file never stops changing.</summary>
    public const int QuietRoundsMax = 20;

    /// <summary>Characters of certificates or of a key: an API server takes no larger Secret or ConfigMap (1 MiB).</summary>
    public const int PemLengthMax = 1024 * 1024;

    /// <summary>
    /// Certificates of one text; what operating systems trust is about 150. The PEM reader of .NET looks for the end of
    /// each that begins: 100 000 that never end took it 22 s.
    /// </summary>
    public const int PemLabelsMax = 1_000;

    /// <summary>Hostnames of a certificate that are compared with those of others; public authorities issue at most 100.</summary>
    public const int CertificateNamesMax = 100;
}
