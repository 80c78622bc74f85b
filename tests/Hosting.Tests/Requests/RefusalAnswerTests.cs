namespace Gatehouse.Hosting.Tests;

public class RefusalAnswerTests
{
    [Theory]
    [InlineData("application/grpc", true)]
    [InlineData("application/grpc+proto", true)]
    [InlineData("Application/gRPC;charset=x", true)]
    [InlineData("application/grpc-web", false)]
    [InlineData("application/json", false)]
    [InlineData(null, false)]
    public void Only_gRPCs_own_content_type_counts(string? contentType, bool isGrpc) =>
        Assert.Equal(isGrpc, RefusalAnswer.IsGrpc(contentType));
}
