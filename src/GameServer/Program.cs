using GameServer.Hosting;

// Started from the repository root the files stand beside us; published, they stand beside the program.
var contentRoot = Directory.Exists("wwwroot") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = contentRoot });
builder.AddGameServer();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapGameServer();
await app.RunAsync();
