import { clsx } from 'clsx'
import { DocumentText } from '@/components/texts/document-text'

// Each row starts with its name in bold, which gets its own column if there is room.
const rows = clsx(
  '[&_h2:first-child]:hidden [&_h2:first-child+*]:mt-0 [&_ul:has(strong)]:list-none [&_ul:has(strong)]:ps-0',
  '[&_li:has(>strong)]:relative [&_li:has(>strong)]:my-0 [&_li:has(>strong)]:border-b [&_li:has(>strong)]:py-1.5',
  '[&_li:has(>strong)]:tabular-nums [&_li:has(>strong):last-child]:border-b-0 [&_li>strong]:font-normal [&_li>strong]:text-second',
  'sm:[&_li:has(>strong)]:ps-[308px] sm:[&_li>strong]:absolute sm:[&_li>strong]:start-0 sm:[&_li>strong]:w-[292px]',
)

export const ReleaseCard = ({ html, className }: { html: string; className?: string }) => (
  <DocumentText html={html} className={clsx(rows, 'text-[13px]', className)} />
)
