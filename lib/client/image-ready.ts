/**
 * Resolves once the browser holds the decoded image, so that showing it takes no time; also when it cannot be had or
 * takes longer than `patienceMs`, since the page says so better itself.
 */
export async function imageReady(url: string, patienceMs: number): Promise<void> {
  const image = new Image()
  image.src = url
  const enough = new Promise<void>((resolve) => setTimeout(resolve, patienceMs))
  await Promise.race([image.decode().catch(() => undefined), enough])
}
