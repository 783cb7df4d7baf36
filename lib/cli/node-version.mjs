// Imported first, so that an old version of Node prints this message instead of a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Reassess needs Node 20.19 or newer, but this is Node ${process.versions.node}. Install a newer version with your package manager or from nodejs.org.`,
  )
  process.exit(1)
}
