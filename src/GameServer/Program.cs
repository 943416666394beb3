// Started from the repository the files stand in the current directory; published or in a test, beside the program.
var contentRoot = Directory.Exists("wwwroot") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = contentRoot });
builder.Services.AddHealthChecks();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
await app.RunAsync();
