import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { GoldenShortage } from '@/lib/contracts/quality'
import { counted, wholeNumber } from '@/lib/wording/number'

/** For how many raters gold questions have run out, and how many golden images would last. */
export function ShortageNotice({ slug, shortage }: { slug: string; shortage: GoldenShortage }) {
  const { raters, afterTasks, imagesNeeded } = shortage
  return (
    <Notice
      tone="error"
      title={`Gold questions have run out for ${counted(raters, 'rater', 'raters', 'en')}`}
      className="mb-6"
      action={
        <LinkButton size="small" href={`/projects/${slug}/golden`}>
          Golden set
        </LinkButton>
      }
    >
      The first had seen all of them after {counted(afterTasks, 'task', 'tasks', 'en')}; since then these raters get
      only ordinary tasks.
      {imagesNeeded > 0 &&
        ` About ${wholeNumber(imagesNeeded, 'en')} more golden ${imagesNeeded === 1 ? 'image is' : 'images are'} needed to keep the share until the open tasks are finished.`}
    </Notice>
  )
}
