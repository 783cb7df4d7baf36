import { FigureMark } from '@/components/kit/figure-mark'
import { Flag, Gavel, ShieldAlert } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { useWaiting } from './use-waiting'

export function WaitingLinks({ slug, waiting }: { slug: string; waiting: Dashboard['waiting'] }) {
  const candidates = useWaiting(slug, {}).adjudication
  const queue =
    candidates === undefined ? 'Adjudication queue' : counted(candidates, ...projectPages.adjudication.waits, 'en')
  const places = [
    {
      ...{ path: 'flags', icon: Flag, of: 'waiting-flags' },
      text: counted(waiting.flaggedImages, 'flagged image', 'flagged images', 'en'),
    },
    {
      ...{ path: 'quality', icon: ShieldAlert, of: 'waiting-quality' },
      text: counted(waiting.alerts, 'quality alert', 'quality alerts', 'en'),
    },
    { path: 'adjudication', icon: Gavel, of: candidates === undefined ? null : 'waiting-adjudication', text: queue },
  ]
  return (
    <ul aria-label="Needs your attention" className="mt-6 flex flex-wrap gap-x-6 gap-y-1">
      {places.map(({ path, icon: Icon, of, text }) => (
        <li key={path}>
          <Link href={`/projects/${slug}/${path}`} className="flex h-8 items-center gap-2 tabular-nums hover:underline">
            <Icon aria-hidden size={16} className="text-second" />
            {of === null ? text : <FigureMark of={of}>{text}</FigureMark>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
