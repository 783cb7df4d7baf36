import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { NewInviteInput } from '@/lib/contracts/accounts/invite'
import type { MemberInput } from '@/lib/contracts/accounts/member'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import * as classes from '@/lib/contracts/endpoints/classes'
import * as projects from '@/lib/contracts/endpoints/projects'
import type { NewProjectInput, ProjectSettingsInput } from '@/lib/contracts/projects/project'
import type { Waiting } from '@/lib/domain/projects/project-pages'
import { request } from './api'

export const createProject = (body: NewProjectInput) => request(projects.createProject, {}, { body })

export const updateProject = (slug: string, changes: ProjectSettingsInput, basedOn?: ProjectSettingsInput) =>
  request(projects.updateProject, { project: slug }, { body: { ...changes, basedOn } })

export const archiveProject = (slug: string, isArchived: boolean) =>
  request(projects.archiveProject, { project: slug }, { body: { isArchived } })

export const createInvite = (slug: string, body: NewInviteInput) =>
  request(accounts.createInvite, { project: slug }, { body })

export const changeMemberRole = (slug: string, member: string, body: MemberInput) =>
  request(accounts.changeMemberRole, { project: slug, member }, { body })

export const removeMember = (slug: string, member: string) => request(accounts.removeMember, { project: slug, member })

export const createPasswordReset = (slug: string, member: string) =>
  request(accounts.createPasswordReset, { project: slug, member })

export const endMemberSessions = (slug: string, member: string) =>
  request(accounts.endMemberSessions, { project: slug, member })

export const revokeInvite = (slug: string, id: string) => request(accounts.revokeInvite, { project: slug, invite: id })

export const removeClass = (slug: string, classId: number) =>
  request(classes.removeClass, { project: slug, class: classId })

export const classUsesQuery = (slug: string, classId: number) =>
  queryOptions({
    queryKey: ['class-uses', slug, classId],
    queryFn: ({ signal }) => request(classes.readClassUses, { project: slug, class: classId }, { signal }),
    gcTime: 0,
  })

export const classesQuery = (slug: string, query: string) =>
  queryOptions({
    queryKey: ['classes', slug, query],
    queryFn: ({ signal }) => request(classes.findClasses, { project: slug }, { query: { query }, signal }),
    placeholderData: keepPreviousData,
  })

export const waitingKey = (slug: string) => ['waiting', slug] as const

export const waitingQuery = (slug: string) =>
  queryOptions({
    queryKey: waitingKey(slug),
    queryFn: ({ signal }): Promise<Waiting> => request(projects.readWaiting, { project: slug }, { signal }),
  })

export const searchQuery = (slug: string, query: string) =>
  queryOptions({
    queryKey: ['search', slug, query],
    queryFn: ({ signal }) => request(projects.searchProject, { project: slug }, { query: { query }, signal }),
    placeholderData: keepPreviousData,
  })
