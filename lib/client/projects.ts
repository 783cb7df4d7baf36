import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import * as classes from '@/lib/contracts/endpoints/classes'
import * as projects from '@/lib/contracts/endpoints/projects'
import type { Waiting } from '@/lib/domain/projects/project-pages'
import { caller, request } from './api'

export const createProject = caller(projects.createProject)

export const updateProject = caller(projects.updateProject)
export const archiveProject = caller(projects.archiveProject)
export const createInvite = caller(accounts.createInvite)
export const changeMemberRole = caller(accounts.changeMemberRole)
export const removeMember = caller(accounts.removeMember)
export const createPasswordReset = caller(accounts.createPasswordReset)
export const endMemberSessions = caller(accounts.endMemberSessions)
export const revokeInvite = caller(accounts.revokeInvite)
export const removeClass = caller(classes.removeClass)

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
