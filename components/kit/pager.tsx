import { clsx } from 'clsx'
import Form from 'next/form'
import type { ComponentProps, ReactNode } from 'react'
import { AddressInput } from '@/components/ui/address-input'
import { Button } from '@/components/ui/button'
import { ChangeAnnouncement } from '@/components/ui/change-announcement'
import { ChevronLeft, ChevronRight } from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link'
import { wholeNumber } from '@/lib/wording/number'

interface PagerProps {
  /** Distinguishes two pagers of one list. */
  label: string
  page: number
  /** Null if it is not known yet; then there is a next page. */
  pageCount: number | null
  /** Shown in place of the number of pages while it is not known. */
  counting?: ReactNode
  addressOf: (page: number) => string
  /** Whether turning the page scrolls to the top or to the URL's anchor. */
  scroll?: boolean
  /** Whether the list announces its rows itself. */
  isSilent?: boolean
  className?: string | undefined
}

interface StepLinkProps extends Omit<ComponentProps<typeof LinkButton>, 'href' | 'children'> {
  /** Null if there is nothing to go to. */
  href: string | null
  word: string
  icon: IconType
}

/** A link with an icon, such as to the previous and the next item. */
export function StepLink({ href, word, icon: Icon, tone, ...rest }: StepLinkProps) {
  const children = <Icon aria-hidden size={16} />
  const shared = { size: 'small', tone, className: 'w-8 px-0! touch:w-11', 'aria-label': word, children } as const
  return href === null ? <Button disabled {...shared} /> : <LinkButton href={href} {...shared} {...rest} />
}

/** Page navigation of a list. Renders nothing for a single page. */
export function Pager({ label, page, pageCount, counting, addressOf, scroll = true, isSilent, className }: PagerProps) {
  if (pageCount !== null && pageCount < 2) return null
  const isPage = (number: number) => number >= 1 && (pageCount === null || number <= pageCount)
  const step = (to: number, word: string, icon: IconType) => (
    <StepLink href={isPage(to) ? addressOf(to) : null} scroll={scroll} prefetch={false} word={word} icon={icon} />
  )
  const [address, hash] = addressOf(1).split('#')
  const [path, query] = address!.split('?')
  const others = new URLSearchParams(query)
  // A page may have two pagers, each with its own parameter, which the first page leaves out.
  const parameters = new URL(addressOf(2), 'http://localhost').searchParams.keys()
  const parameter = [...parameters].find((name) => !others.has(name)) ?? 'page'
  return (
    <nav aria-label={label} className={clsx('flex items-center gap-2', className)}>
      {step(page - 1, 'Previous page', ChevronLeft)}
      <Form
        action={hash ? `${path}#${hash}` : path!}
        scroll={scroll}
        prefetch={false}
        className="flex items-center gap-1.5 text-small tabular-nums"
      >
        {[...others].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {/* biome-ignore lint/a11y/noLabelWithoutControl: AddressInput is the control */}
        <label className="flex items-center gap-1.5">
          Page
          <AddressInput
            name={parameter}
            inputMode="numeric"
            value={String(page)}
            autoComplete="off"
            className="h-7 w-14 rounded-control border border-edge bg-card px-1.5 text-right"
          />
        </label>
        <span className="text-second">{pageCount === null ? counting : `of ${wholeNumber(pageCount)}`}</span>
      </Form>
      {step(page + 1, 'Next page', ChevronRight)}
      {!isSilent && pageCount !== null && (
        <ChangeAnnouncement text={`${label}: ${wholeNumber(page)} of ${wholeNumber(pageCount)}`} />
      )}
    </nav>
  )
}
