'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { wholeNumber } from '@/lib/wording/number'

interface PagerProps {
  page: number
  pageCount: number
  previous: string | null
  next: string | null
  /** Tells two pagers of one list apart. */
  label: string
  /** The address of the first page, which names no page. */
  first: string
}

export function Pager({ page, pageCount, previous, next, label, first }: PagerProps) {
  const router = useRouter()
  function go(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const wanted = Number(new FormData(event.currentTarget).get('page'))
    if (!Number.isInteger(wanted) || wanted < 1) return
    const [address, place] = first.split('#')
    const page = `${address.includes('?') ? '&' : '?'}page=${Math.min(wanted, pageCount)}`
    router.push(`${address}${page}${place ? `#${place}` : ''}`)
  }
  const step = (address: string | null, word: string, icon: React.ReactNode) =>
    address ? (
      <LinkButton href={address} size="small" className="w-8 px-0!" aria-label={word}>
        {icon}
      </LinkButton>
    ) : (
      <Button disabled size="small" className="w-8 px-0!" aria-label={word}>
        {icon}
      </Button>
    )
  return (
    <nav aria-label={label} className="flex items-center gap-2">
      {step(previous, 'Previous page', <ChevronLeft aria-hidden size={16} />)}
      <form onSubmit={go} className="flex items-center gap-1.5 text-small tabular-nums">
        <label className="flex items-center gap-1.5">
          Page
          <input
            key={page}
            name="page"
            inputMode="numeric"
            defaultValue={page}
            autoComplete="off"
            className="h-7 w-14 rounded-control border border-edge bg-card px-1.5 text-right"
          />
        </label>
        <span className="text-second">of {wholeNumber(pageCount, 'en')}</span>
      </form>
      {step(next, 'Next page', <ChevronRight aria-hidden size={16} />)}
    </nav>
  )
}
