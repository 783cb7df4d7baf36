import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { wholeNumber } from '@/lib/wording/number'

interface TablePagerProps {
  /** What is paged. */
  label: string
  page: number
  pageCount: number
  addressOf: (page: number) => string
}

/** The way through a table too long for one page; nothing for a short one. */
export function TablePager({ label, page, pageCount, addressOf }: TablePagerProps) {
  if (pageCount < 2) return null
  return (
    <nav aria-label={label} className="mt-2 flex items-center justify-end gap-2 text-small tabular-nums">
      <Step address={page > 1 ? addressOf(page - 1) : null} word="Previous page">
        <ChevronLeft aria-hidden size={16} />
      </Step>
      <span>
        Page {wholeNumber(page, 'en')} <span className="text-second">of {wholeNumber(pageCount, 'en')}</span>
      </span>
      <Step address={page < pageCount ? addressOf(page + 1) : null} word="Next page">
        <ChevronRight aria-hidden size={16} />
      </Step>
    </nav>
  )
}

function Step({ address, word, children }: { address: string | null; word: string; children: ReactNode }) {
  if (!address)
    return (
      <Button disabled size="small" className="w-8 px-0!" aria-label={word}>
        {children}
      </Button>
    )
  return (
    <LinkButton href={address} scroll={false} prefetch={false} size="small" className="w-8 px-0!" aria-label={word}>
      {children}
    </LinkButton>
  )
}
