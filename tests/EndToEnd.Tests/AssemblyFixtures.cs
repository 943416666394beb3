using EndToEnd.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(PublishedProgram))]
[assembly: AssemblyFixture(typeof(BrowserFixture))]

// Browsers that draw without a graphics card fill the machine: one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
