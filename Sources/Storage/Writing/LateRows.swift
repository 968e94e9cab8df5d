import LeadRules

/// Rows that many decisions of one transaction change, and that are written once, at its end: how many
/// leads somebody has, and what each member of a pool is owed.
///
/// The writer's cache has them as they are meanwhile. While parts have savepoints nothing is put off.
final class LateRows {
    fileprivate var members: [MemberID: Member] = [:]
    fileprivate var seats: [SeatKey: Seat] = [:]

    func forget() {
        members = [:]
        seats = [:]
    }

    fileprivate func take() -> (members: [Member], seats: [Seat]) {
        defer { forget() }
        return (
            members.sorted { $0.key < $1.key }.map(\.value),
            seats.sorted { $0.key < $1.key }.map(\.value)
        )
    }
}

extension SQLTransaction {
    /// Where rows are put off to; nil when they are to be written at once.
    private var late: LateRows? { parts?.haveSavepoints == false ? cache?.late : nil }

    /// Writes what was put off: before a transaction ends, and before these tables are read.
    func writeLate() throws {
        guard let rows = cache?.late.take() else { return }
        for member in rows.members { try write(member) }
        for seat in rows.seats { try write(seat) }
    }

    func save(_ member: Member, before: Member?) throws {
        if let late, let before, before.with(load: member.load) == member {
            late.members[member.id] = member
        } else {
            late?.members[member.id] = nil
            try write(member)
        }
    }

    private func write(_ member: Member) throws {
        try upsert(
            .members,
            [
                .integer(member.id.number), .text(member.profile.email),
                .text(member.profile.role.rawValue), .integer(Int64(member.load)),
                .time(member.leftAt), .text(try json.text(member)),
            ])
    }

    func save(_ seat: Seat) throws {
        guard let late else { return try write(seat) }
        late.seats[SeatKey(pool: seat.pool, member: seat.member)] = seat
    }

    private func write(_ seat: Seat) throws {
        try upsert(
            .seats,
            [
                .text(seat.pool), .integer(seat.member.number), .real(seat.credit),
                .integer(Int64(seat.given)),
            ])
    }
}

extension Member {
    fileprivate func with(load: Int) -> Member {
        var member = self
        member.load = load
        return member
    }
}
