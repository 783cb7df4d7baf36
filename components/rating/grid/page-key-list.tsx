import { useTranslations } from 'next-intl'
import { Kbd } from '@/components/ui/kbd'
import { type TapAnswer, untappedAnswer } from '@/lib/domain/rating/grid-page'
import { useKeyLabels } from './use-page-keys'

/** The keys of a page of pictures. They mirror the layout of the pictures, so they cannot be changed. */
export function PageKeyList({ tap }: { tap: TapAnswer }) {
  const t = useTranslations('pageKeys')
  const keys = useTranslations('keys')
  const labels = useKeyLabels()
  const row = (number: number) => labels.slice(number * 4, number * 4 + 4)
  const list = [
    [row(0), t('firstRow', { answer: tap })],
    [row(1), t('secondRow')],
    [row(2), t('thirdRow')],
    [['⇧'], t('maybe')],
    [['←', '↑', '→', '↓'], t('move')],
    [[t('space')], t('enlarge')],
    [['⏎'], t('submit', { rest: untappedAnswer(tap) })],
    [['⌫'], t('undo')],
    [['+'], keys('suggest')],
    [['g'], keys('flags')],
    [['?'], keys('help')],
  ] as const
  return (
    <ul className="gap-x-8 desk:columns-2 [&>li]:break-inside-avoid">
      {list.map(([caps, does]) => (
        <li key={does} className="flex min-h-9 items-center gap-2.5">
          <span className="flex w-[88px] shrink-0 items-center gap-1">
            {caps.map((cap) => (
              <Kbd key={cap} isRead>
                {cap}
              </Kbd>
            ))}
          </span>
          <span className="min-w-0 text-[13px] leading-[17px]">{does}</span>
        </li>
      ))}
    </ul>
  )
}
