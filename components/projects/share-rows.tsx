import { clsx } from 'clsx'
import { Link } from '@/components/ui/link'
import { wholeNumber } from '@/lib/wording/number'
import { wholePercents } from '@/lib/wording/share'

interface ShareRowsProps {
  title: string
  href: string
  rows: { name: string; count: number; fill: string }[]
  empty: string
}

export function ShareRows({ title, href, rows, empty }: ShareRowsProps) {
  const total = rows.reduce((sum, row) => sum + row.count, 0)
  const shares = wholePercents(rows.map(({ count }) => count))
  return (
    <section className="min-w-0" aria-label={title}>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        <Link href={href} className="text-second text-small underline hover:text-text">
          By rater
        </Link>
      </div>
      {total === 0 ? (
        <p className="mt-2 text-second">{empty}</p>
      ) : (
        <dl className="mt-2">
          {rows.map(({ name, count, fill }, index) => (
            <div
              key={name}
              className="grid min-h-8 grid-cols-[minmax(76px,auto)_minmax(0,1fr)_44px_72px] items-center gap-x-3 tabular-nums"
            >
              <dt>{name}</dt>
              <dd aria-hidden className="h-2 overflow-hidden rounded-full bg-line">
                <div className={clsx('h-full origin-left', fill)} style={{ transform: `scaleX(${count / total})` }} />
              </dd>
              <dd className="text-end">{shares[index]}</dd>
              <dd className="text-end text-second">{wholeNumber(count, 'en')}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
