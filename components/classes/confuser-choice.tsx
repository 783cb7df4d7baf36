import { clsx } from 'clsx'
import { Link } from '@/components/ui/link'
import { type ConfusionView, confusers, confusionAddress } from '@/lib/domain/classes/confusion-view'
import { confuserWord } from '@/lib/wording/classes'

/** Selects the source of confusion, such as raters or models. The choice is in the URL. */
export function ConfuserChoice({ base, view }: { base: string; view: ConfusionView }) {
  return (
    <nav aria-label="Confused by" className="max-w-full overflow-x-auto">
      <ul className="flex w-max overflow-hidden rounded-control border border-edge">
        {confusers.map((by) => (
          <li key={by} className="border-edge [&:not(:first-child)]:border-s">
            <Link
              href={base + confusionAddress.write({ ...view, by, page: 1 })}
              scroll={false}
              prefetch={false}
              aria-current={view.by === by || undefined}
              className={clsx(
                'flex h-[30px] items-center whitespace-nowrap px-2.5 text-[13px] focus-visible:outline-offset-[-2px]',
                view.by === by ? 'bg-accent-soft font-medium text-accent' : 'bg-card text-second hover:text-text',
              )}
            >
              {confuserWord[by]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
