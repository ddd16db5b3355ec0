#include "terminal/store/member_search_index.hpp"

#include <sqlite3.h>

#include <future>

#include "schema/base/encoding.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_keys.hpp"
#include "terminal/store/pinyin.hpp"

namespace qiantai::store {
namespace {

/// Fact: which keys the index was made with.
constexpr std::string_view k_fact_search_version = "search_version";

std::string current_version() {
    return std::to_string(k_search_keys_version) + "/" + std::string(pinyin_fingerprint());
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    out += '"';
}

std::string_view text_or_empty(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// member_search_keys(name, phone)
void member_search_keys(sqlite3_context* context, std::span<sqlite3_value*> values) {
    std::string json = "[";
    for (const auto& key : make_search_keys({text_or_empty(values[0]), text_or_empty(values[1])})) {
        if (json.size() > 1) json += ',';
        append_json_string(json, key);
    }
    json += ']';
    sqlite3_result_text(context, json.data(), static_cast<int>(json.size()), SQLITE_TRANSIENT);
}

struct Members {
    struct Member {
        std::array<std::uint8_t, 16> id;
        std::uint64_t offset;  ///< of the name in `text`; the phone number follows it
        std::uint32_t name_size;
        std::uint32_t phone_size;
    };
    std::string text;
    std::vector<Member> members;

    Searched of(const Member& member) const {
        const std::string_view all(text);
        return {all.substr(member.offset, member.name_size),
                all.substr(member.offset + member.name_size, member.phone_size)};
    }
};

Result<Members> load_members(sqlite::Database& database) {
    Members loaded;
    QIANTAI_TRY(auto rows,
                database.prepare("SELECT id, name, phone FROM member WHERE name IS NOT NULL"
                                 " OR phone IS NOT NULL"));
    for (;;) {
        QIANTAI_TRY(const bool more, rows.step());
        if (!more) return loaded;
        const auto name = rows.text(1), phone = rows.text(2);
        loaded.members.push_back({rows.uuid(0).bytes(), loaded.text.size(),
                                  static_cast<std::uint32_t>(name.size()),
                                  static_cast<std::uint32_t>(phone.size())});
        loaded.text.append(name).append(phone);
    }
}

/// The keys of one way over all members, sorted in the order of the table.
class SortedKeys {
  public:
    SortedKeys(const Members& members, SearchWay way) : m_members(members) {
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < members.members.size(); ++i) {
            keys.clear();
            append_search_keys(members.of(members.members[i]), way, keys);
            for (const auto& key : keys) add(static_cast<char>(way), key, i);
        }
        std::ranges::sort(m_entries,
                          [this](const Entry& a, const Entry& b) { return is_before(a, b); });
    }

    template <typename Use>
    Status for_each_once(Use use) const {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const Entry& entry = m_entries[i];
            if (i > 0 && m_entries[i - 1].member == entry.member &&
                key_of(m_entries[i - 1]) == key_of(entry)) {
                continue;
            }
            QIANTAI_TRY_STATUS(use(key_of(entry), m_members.members[entry.member].id));
        }
        return {};
    }

  private:
    struct Entry {
        std::uint64_t
            head;  ///< the key's first eight bytes after its way, comparable as one number
        std::uint64_t offset;
        std::uint32_t size;
        std::uint32_t member;
    };

    void add(char way, const std::string& key, std::size_t member) {
        std::uint64_t head = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            head = head << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
        }
        m_entries.push_back({head, m_text.size(), static_cast<std::uint32_t>(key.size() + 1),
                             static_cast<std::uint32_t>(member)});
        m_text += way;
        m_text += key;
    }

    std::string_view key_of(const Entry& entry) const {
        return std::string_view(m_text).substr(entry.offset, entry.size);
    }

    bool is_before(const Entry& a, const Entry& b) const {
        if (a.head != b.head) return a.head < b.head;
        const int order = key_of(a).compare(key_of(b));
        return order != 0 ? order < 0
                          : m_members.members[a.member].id < m_members.members[b.member].id;
    }

    const Members& m_members;
    std::string m_text;
    std::vector<Entry> m_entries;
};

/// The keys of all members, one way after the other in the order of the table; those of the next way
/// are made while the present ones are written. Memory holds two ways' keys.
class KeysInOrder {
  public:
    explicit KeysInOrder(const Members& members) : m_members(members) { begin_next(); }

    /// One for each of k_search_ways.
    SortedKeys next() {
        SortedKeys keys = m_next.get();
        if (m_begun < std::size(k_search_ways)) begin_next();
        return keys;
    }

  private:
    void begin_next() {
        const auto way = k_search_ways[m_begun++];
        // Deferred where no thread is to be had.
        m_next = std::async(std::launch::async | std::launch::deferred,
                            [this, way] { return SortedKeys(m_members, way); });
    }

    const Members& m_members;
    std::size_t m_begun = 0;
    std::future<SortedKeys> m_next;  ///< its destructor waits
};

Status fill_index(sqlite::Database& database, const Members& members, KeysInOrder& keys,
                  const SearchProgress& progress) {
    // The table is empty and no key comes twice: OR REPLACE spares the look whether it is there.
    QIANTAI_TRY(auto insert, database.prepare("INSERT OR REPLACE INTO member_search"
                                              " (key, member_id) VALUES (?1, ?2)"));
    const auto total = static_cast<std::int64_t>(members.members.size());
    const auto ways = static_cast<std::int64_t>(std::size(k_search_ways));
    for (std::int64_t done = 1; done <= ways; ++done) {
        const SortedKeys of_way = keys.next();
        QIANTAI_TRY_STATUS(of_way.for_each_once([&](std::string_view key, const auto& id) {
            insert.bind_view(1, key);
            insert.bind_blob(2, as_text(id));
            return insert.run();
        }));
        if (progress) progress(total * done / ways, total);
    }
    return {};
}

}  // namespace

Status register_member_search(sqlite::Database& database) {
    return database.add_function("member_search_keys", 2,
                                 sqlite::Database::FunctionKind::deterministic, member_search_keys);
}

Result<bool> is_member_search_stale(sqlite::Database& database) {
    QIANTAI_TRY(const auto stale,
                sqlite::load_fact_integer(database, sqlite::fact::k_search_stale));
    QIANTAI_TRY(const auto version, sqlite::load_fact_text(database, k_fact_search_version));
    return stale.value_or(0) != 0 || version != current_version();
}

Status rebuild_member_search(sqlite::Database& database, const SearchProgress& progress) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto members, load_members(database));
    KeysInOrder keys(members);
    QIANTAI_TRY_STATUS(put_schema_back(database));
    QIANTAI_TRY_STATUS(fill_derived_tables(database));
    QIANTAI_TRY_STATUS(
        database.execute("DELETE FROM member_search; DELETE FROM member_search_new"));
    QIANTAI_TRY_STATUS(fill_index(database, members, keys, progress));
    QIANTAI_TRY_STATUS(sqlite::remove_fact(database, sqlite::fact::k_search_stale));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, k_fact_search_version, current_version()));
    return transaction.commit();
}

Status ensure_member_search(sqlite::Database& database, const SearchProgress& progress) {
    QIANTAI_TRY(const bool stale, is_member_search_stale(database));
    return stale ? rebuild_member_search(database, progress) : Status{};
}

}  // namespace qiantai::store
