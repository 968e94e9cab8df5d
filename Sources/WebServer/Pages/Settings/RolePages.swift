import Hummingbird
import LeadEngine
import LeadRules

/// What is to be seen of roles and pools; both are changed elsewhere.
enum RolePages {
    static let table = [
        PageRoute(.get, "/settings/roles", .people, showRoles),
        PageRoute(.get, "/settings/pools", .people, showPools),
    ]

    private static func showRoles(_ visit: Visit) async throws -> Response {
        let words = visit.words
        return visit.page(
            "settings-roles", area: "settings", title: SettingsTab.roles.title(visit),
            [
                "tabs": SettingsTab.view(.roles, visit),
                "roles": Role.allCases.map { role -> View in
                    [
                        "role": words["role.\(role.rawValue)"],
                        "people": visit.members.filter {
                            $0.isActive && $0.profile.role == role
                        }.count,
                    ]
                },
                "rights": Right.allCases.map { right -> View in
                    [
                        "right": words["settings-page.right-\(right.rawValue)"],
                        "hint": words["settings-page.right-\(right.rawValue)-hint"],
                        "cells": Role.allCases.map { role -> View in
                            [
                                "role": words["role.\(role.rawValue)"],
                                "isAllowed": Access.allows(role, right),
                            ]
                        },
                    ]
                },
            ])
    }

    private static func showPools(_ visit: Visit) async throws -> Response {
        let pools = visit.playbook.pools
        let seats = try await visit.read { transaction in
            try pools.map { pool in
                (
                    seats: try transaction.seats(of: pool.id),
                    held: try transaction.heldLeads(pool: pool.id, limit: 1_000).count
                )
            }
        }
        let sheet = PlaybookSheet(playbook: visit.playbook, reader: visit.reader)
        return visit.page(
            "settings-pools", area: "settings", title: SettingsTab.pools.title(visit),
            [
                "tabs": SettingsTab.view(.pools, visit),
                "pools": zip(pools, seats).map { pool, state -> View in
                    [
                        "id": pool.id, "title": visit.title(ofPool: pool.id),
                        "role": visit.words["role.\(pool.role.rawValue)"],
                        "condition": sheet.condition(pool.when), "held": state.held,
                        "hasHeld": state.held > 0, "cap": pool.cap,
                        "members": members(of: pool, state.seats, visit),
                        "isEmpty": !visit.members.contains { pool.includes($0) },
                    ]
                },
            ])
    }

    private static func members(of pool: PoolRule, _ seats: [Seat], _ visit: Visit) -> View {
        let bySeat = Dictionary(seats.map { ($0.member, $0) }) { first, _ in first }
        let members = visit.members.filter { pool.includes($0) }
        let weights = members.map { pool.weight(of: $0) }
        let whole = max(weights.reduce(0, +), .leastNonzeroMagnitude)
        return zip(members, weights).map { member, weight -> View in
            let seat = bySeat[member.id]
            let cap = pool.cap(of: member)
            return Views.person(member).with([
                "weight": Figures.number(weight, decimals: 2),
                "share": Figures.percent(weight / whole), "cap": cap,
                "credit": Figures.points(((seat?.credit ?? 0) * 100).rounded() / 100),
                "given": seat?.given ?? 0,
                "load": member.load,
                "percent": cap.map { min(100, member.load * 100 / max(1, $0)) },
                "isAway": member.timeOff.contains { $0.from <= visit.now && visit.now < $0.to },
            ])
        }.view
    }
}
