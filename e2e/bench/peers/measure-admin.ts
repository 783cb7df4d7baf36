import { megabytesOf } from './programs'
import type { Photo, Server, Tool } from './tool'

/** Prints start, idle memory, and the import of 1,000 images with eight candidates each. Returns the started server. */
export async function measureAdmin(tool: Tool, photos: Photo[]): Promise<Server> {
  const start = performance.now()
  const server = await tool.start()
  console.log(`\n${tool.name}: first start ${seconds(start)}`)
  await new Promise((resolve) => setTimeout(resolve, 15_000))
  console.log(`${tool.name}: ${Math.round(megabytesOf(server.pids()))} MB of memory when idle`)
  for (const turn of ['first', 'second']) {
    const from = performance.now()
    await server.load(photos, 5)
    console.log(`${tool.name}: import of ${photos.length} images, ${turn} time: ${seconds(from)}`)
  }
  return server
}

const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`
