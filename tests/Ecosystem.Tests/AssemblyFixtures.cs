[assembly: AssemblyFixture(typeof(PublishedProgram))]
[assembly: AssemblyFixture(typeof(BrowserFixture))]

// A build, a server and a client fill a small machine: one test after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
