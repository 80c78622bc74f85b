namespace Gatehouse.Hosting;

/// <summary>The fields by which a backend is told who asked, and by which a trusted proxy is believed.</summary>
public enum ForwardedFormat
{
    /// <summary><c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Port</c>. <c>Forwarded</c> is dropped.</summary>
    XForwarded = 0,

    /// <summary><c>Forwarded</c> (RFC 7239). <c>X-Forwarded-*</c> is dropped.</summary>
    Forwarded,

    /// <summary>Both are written; the <c>X-Forwarded-*</c> of a trusted proxy is believed, its <c>Forwarded</c> is not.</summary>
    Both,
}
