import { type Column, DataTable } from '@/components/kit/data-table'
import { History } from '@/components/ui/generated/icons'
import { DownloadLink, LinkButton } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import type { AuditEvent, AuditPage as AuditPageData } from '@/lib/contracts/audit'
import { type AuditView, auditAddress, isReversed } from '@/lib/domain/audit/audit-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { auditAbout, auditKindWord, auditPersonText, auditTime } from '@/lib/wording/audit'
import { auditActionText } from '@/lib/wording/audit-actions'
import { counted } from '@/lib/wording/number'
import { AuditFilters } from './audit-filters'

/** The rest is in the full details. */
const shownFacts = 6

const columns: Column<AuditEvent>[] = [
  {
    key: 'time',
    head: 'Time (UTC)',
    cell: ({ createdAt }) => (
      <time dateTime={createdAt} className="font-normal tabular-nums">
        {auditTime(new Date(createdAt))}
      </time>
    ),
    className: 'max-desk:w-24 max-desk:whitespace-normal py-2 align-top',
  },
  {
    key: 'person',
    head: 'Person',
    cell: (event) => <span className={event.account?.name ? undefined : 'text-second'}>{auditPersonText(event)}</span>,
    cellTitle: auditPersonText,
    className: 'max-w-44 truncate py-2 align-top',
  },
  {
    key: 'action',
    head: 'Action',
    cell: ({ action }) => auditActionText(action),
    cellTitle: ({ kind }) => (kind === null ? undefined : auditKindWord[kind]),
    className: 'min-w-36 xl:min-w-52 whitespace-normal py-2 align-top font-medium',
  },
  {
    key: 'about',
    head: 'About',
    cell: (event) => <EventDetails event={event} />,
    // Without it, a row says little.
    importance: 'high',
    className: 'w-full min-w-56 whitespace-normal py-2 align-top',
  },
]

function EventDetails({ event }: { event: AuditEvent }) {
  const about = auditAbout(event, shownFacts)
  if (Object.keys(event.details).length === 0) return <span className="text-second">–</span>
  return (
    <div className="min-w-0">
      {about !== '' && <p className="max-w-[80ch] [overflow-wrap:anywhere]">{about}</p>}
      <details className="leading-5">
        <summary className="w-fit cursor-pointer rounded-control text-second text-small hover:text-text">
          Details
        </summary>
        <pre className="mt-1 whitespace-pre-wrap text-small [overflow-wrap:anywhere]">
          {JSON.stringify(event.details, null, 2)}
        </pre>
      </details>
    </div>
  )
}

export function AuditPage({ slug, view, page }: { slug: string; view: AuditView; page: AuditPageData }) {
  const base = `/projects/${slug}/audit`
  const { page: _, ...filter } = view
  const isFiltered = auditAddress.write(filter) !== ''
  return (
    <>
      <PageHeader
        title={projectPages.audit.title}
        action={
          <DownloadLink href={`/api/projects/${slug}/exports/audit-csv${auditAddress.write(filter)}`}>CSV</DownloadLink>
        }
      >
        {counted(page.total, 'event')}, newest first. Times and days are in UTC. Events cannot be changed or deleted.
      </PageHeader>
      <AuditFilters slug={slug} view={view} people={page.people} />
      <DataTable
        label="Audit events"
        columns={columns}
        rows={page.events}
        rowKey={({ id }) => id}
        page={page.page}
        pageCount={page.pageCount}
        addressOf={(change) => base + auditAddress.write({ ...filter, page: change.page })}
        empty={
          isFiltered
            ? {
                icon: <History aria-hidden size={24} />,
                title: isReversed(view) ? '“From” is later than “To”' : 'No events match these filters',
                children: isReversed(view) && 'Change one of the two days.',
                action: <LinkButton href={base}>Clear filters</LinkButton>,
              }
            : {
                icon: <History aria-hidden size={24} />,
                title: 'No events yet',
                children: 'Imports, launches, runs, releases and changes of settings appear here.',
              }
        }
      />
    </>
  )
}
