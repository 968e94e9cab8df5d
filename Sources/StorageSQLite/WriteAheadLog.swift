import Foundation
import LeadEngine

/// Looks for damage in the middle of SQLite's write-ahead log, which SQLite itself takes for the
/// log's end: all later commits would be lost without a word.
///
/// Each commit is on the disk before the next one is written. So where a frame is wrong and a commit
/// after the one it belongs to is there, that frame was whole once. (Format: sqlite.org/fileformat2,
/// 4.1 and 4.2.)
struct WriteAheadLog {
    private let path: String
    private static let headerLength = 32
    private static let frameHeaderLength = 24

    /// - Throws: `StoreProblem` when the log beside a workspace's file is damaged.
    static func refuseDamaged(of database: String) throws {
        let log = WriteAheadLog(path: database + "-wal")
        // A server may write beside us: what it has not finished is whole a moment later.
        for _ in 0..<4 {
            guard let place = log.damage() else { return }
            Thread.sleep(forTimeInterval: 0.1)
            guard log.damage() == place else { continue }
            throw StoreProblem(
                kind: .damaged,
                message: "The file \(log.path) is damaged at byte \(place), and what was committed "
                    + "after that cannot be read. Restore a backup: baton restore FILE.")
        }
    }

    /// Where the first damaged part begins; nil when there is none.
    private func damage() -> Int? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        let header = part(of: file, Self.headerLength)
        guard header.count == Self.headerLength, header.contains(where: { $0 != 0 }) else {
            return nil
        }
        var sum = Checksum(isBigEndian: header.last(at: 0) & 1 == 1)
        sum.add(header[..<24])
        guard header.word(0) & ~1 == 0x377f_0682, sum.stands(in: header, at: 24) else { return 0 }
        return damage(after: header, in: file, &sum)
    }

    private func damage(after header: [UInt8], in file: FileHandle, _ sum: inout Checksum) -> Int? {
        let length = Self.frameHeaderLength + Int(header.word(8))
        var place = Self.headerLength
        while true {
            let frame = part(of: file, length)
            guard frame.count == length else { return nil }
            sum.add(frame[..<8])
            sum.add(frame[24...])
            if frame[8..<16] != header[16..<24] || !sum.stands(in: frame, at: 16) { break }
            place += length
        }
        return hasLaterCommit(than: place, length, header, file) ? place : nil
    }

    /// Whether there are frames after the commit that a wrong frame belongs to. Frames of a former use
    /// of the log have other salts.
    private func hasLaterCommit(
        than wrong: Int, _ length: Int, _ header: [UInt8], _ file: FileHandle
    ) -> Bool {
        var place = wrong
        var hasEnded = false
        while (try? file.seek(toOffset: UInt64(place))) != nil {
            let frame = part(of: file, Self.frameHeaderLength)
            guard frame.count == Self.frameHeaderLength else { return false }
            if place == wrong || frame[8..<16] == header[16..<24] {
                if hasEnded { return true }
                hasEnded = frame.word(4) != 0
            }
            place += length
        }
        return false
    }

    private func part(of file: FileHandle, _ count: Int) -> [UInt8] {
        ((try? file.read(upToCount: count)) ?? nil).map { Array($0) } ?? []
    }
}

/// SQLite's running checksum.
private struct Checksum {
    let isBigEndian: Bool
    private var first: UInt32 = 0
    private var second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// - Parameter bytes: a multiple of eight.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { memory in
            for at in stride(from: 0, to: memory.count - 7, by: 8) {
                first &+= word(memory, at) &+ second
                second &+= word(memory, at + 4) &+ first
            }
        }
    }

    private func word(_ memory: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
        let word = memory.loadUnaligned(fromByteOffset: at, as: UInt32.self)
        return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
    }

    func stands(in bytes: [UInt8], at place: Int) -> Bool {
        bytes.word(place) == first && bytes.word(place + 4) == second
    }
}

extension [UInt8] {
    /// A big-endian word.
    fileprivate func word(_ at: Int) -> UInt32 {
        self[at..<(at + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
    /// The last byte of a big-endian word.
    fileprivate func last(at place: Int) -> UInt8 { self[place + 3] }
}
