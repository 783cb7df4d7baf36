import { readInlineScript } from '../inline-script'

/**
 * Loads the built script that pages inline for the first answers (components/rating/early-script.tsx). Without it,
 * answers wait until the rating page's other scripts have loaded.
 */
export async function readEarlyScript(): Promise<void> {
  globalThis.earlyScript = await readInlineScript('early-answers-script')
}
