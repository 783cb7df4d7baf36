import { Link } from '@/components/ui/link'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import { counted } from '@/lib/wording/number'

/** What the latest run changed since the one before, with a link to these images. */
export function RunChange({ slug, run }: { slug: string; run: Dashboard['run'] }) {
  if (!run?.sincePrevious) return null
  const { runId, images } = run.sincePrevious
  return (
    <p className="mt-6 text-pretty">
      {images === 0
        ? `Run ${run.id} gives every image the same labels as run ${runId}.`
        : `Run ${run.id} changed the labels of ${counted(images, 'image', 'images', 'en')} since run ${runId}. `}
      {images > 0 && (
        <Link
          href={`/projects/${slug}/aggregation/compare?a=${runId}&b=${run.id}`}
          className="text-accent underline-offset-2 hover:underline"
        >
          See what changed
        </Link>
      )}
    </p>
  )
}
