# The web client
FROM node:22-slim AS web
WORKDIR /repo/src/web
COPY src/web/package.json src/web/package-lock.json src/web/.npmrc ./
RUN npm ci
COPY src/web ./
COPY wwwroot /repo/wwwroot
RUN npm run build

# The program
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /repo
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Directory.Build.props src/BannedSymbols.txt src/
COPY src/GameServer.Abstractions/GameServer.Abstractions.csproj src/GameServer.Abstractions/packages.lock.json src/GameServer.Abstractions/
COPY src/GameServer.Rpc/GameServer.Rpc.csproj src/GameServer.Rpc/packages.lock.json src/GameServer.Rpc/
COPY src/GameServer.Hosting/GameServer.Hosting.csproj src/GameServer.Hosting/packages.lock.json src/GameServer.Hosting/
COPY src/GameServer.Tanks/GameServer.Tanks.csproj src/GameServer.Tanks/packages.lock.json src/GameServer.Tanks/
COPY src/GameServer/GameServer.csproj src/GameServer/WebClient.targets src/GameServer/packages.lock.json src/GameServer/
RUN dotnet restore src/GameServer --locked-mode -p:PublishReadyToRun=true
COPY appsettings.json ./
COPY src src
COPY --from=web /repo/wwwroot wwwroot
RUN dotnet publish src/GameServer -c Release -o /app --no-restore -p:SkipWebBuild=true -p:PublishReadyToRun=true \
    -r linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/') --self-contained false

# What runs
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown $APP_UID /data
ENV ConnectionStrings__GameServer="Data Source=/data/gameserver.db"
VOLUME /data
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "GameServer.dll"]
