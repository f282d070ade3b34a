#include "core/bytes.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/operations/state.hpp"

/// How the runtime's records are written; State::apply reads them.
namespace drydock::integration {

namespace {

Record make(RecordKind kind) {
    return {.kind = static_cast<std::uint16_t>(kind), .version = 1, .payload = {}};
}

std::int64_t instant_count(Instant instant) {
    return instant.time_since_epoch().count();
}

void put_units(ByteWriter& out, const std::vector<LineUnits>& units) {
    out.put(static_cast<std::int64_t>(units.size()));
    for (const LineUnits& part : units) {
        out.put(part.line);
        out.put(part.units);
    }
}

void put_job(ByteWriter& out, const Job& job) {
    out.put(static_cast<std::int64_t>(job.kind));
    out.put(job.order == Job::no_order ? std::int64_t{-1} : std::int64_t{job.order});
    out.put(std::string_view{job.key});
    out.put(std::string_view{job.text});
    out.put(job.number);
    put_units(out, job.lines);
}

}  // namespace

Record State::products_record(const Catalogue& page) {
    Record record = make(RecordKind::products);
    ByteWriter out{record.payload};
    for (std::uint32_t product = 0; product < page.size(); ++product) {
        out.put(std::string_view{page.at(product).sku});
        out.put(page.at(product).odoo_id);
        out.put(page.at(product).storable ? 1 : 0);
    }
    return record;
}

Record State::stock_record(const std::vector<LineUnits>& units_by_product) {
    Record record = make(RecordKind::stock_snapshot);
    ByteWriter out{record.payload};
    put_units(out, units_by_product);
    return record;
}

Record State::case_record(const std::vector<LineUnits>& case_units_by_product) {
    Record record = make(RecordKind::case_packs);
    ByteWriter out{record.payload};
    put_units(out, case_units_by_product);
    return record;
}

Record State::order_record(std::uint32_t index, const Order& order, EventKey key, Instant now) {
    Record record = make(RecordKind::order_accepted);
    ByteWriter out{record.payload};
    out.put(index);
    out.put(key.word);
    out.put(instant_count(now));
    out.put(std::string_view{order.number});
    out.put(static_cast<std::int64_t>(order.channel));
    out.put(order.channel_id);
    out.put(order.customer);
    out.put(std::string_view{order.country});
    out.put(instant_count(order.placed));
    out.put(order.status == OrderStatus::held ? 1 : 0);
    out.put(static_cast<std::int64_t>(order.lines.size()));
    for (const OrderLine& line : order.lines) {
        out.put(line.product);
        out.put(line.units);
        out.put(line.price_thousandths);
    }
    return record;
}

Record State::job_record(std::uint32_t id, const Job& job, EventKey key, Instant now) {
    Record record = make(RecordKind::job_added);
    ByteWriter out{record.payload};
    out.put(id);
    out.put(key.word);
    out.put(instant_count(now));
    put_job(out, job);
    return record;
}

Record State::step_record(std::uint32_t job, std::uint8_t step, const Facts& facts) {
    Record record = make(RecordKind::step_done);
    ByteWriter out{record.payload};
    out.put(job);
    out.put(std::int64_t{step});
    out.put(facts.first);
    // Most steps learn one number or nothing; the rest is written only when there is any.
    if (facts.second != 0 || !facts.text.empty() || !facts.numbers.empty()) {
        out.put(facts.second);
        out.put(std::string_view{facts.text});
        out.put(static_cast<std::int64_t>(facts.numbers.size()));
        for (const std::int64_t number : facts.numbers) {
            out.put(number);
        }
    }
    return record;
}

Record State::done_record(std::uint32_t job) {
    Record record = make(RecordKind::job_done);
    ByteWriter{record.payload}.put(job);
    return record;
}

Record State::exception_record(const OwnedException& exception) {
    Record record = make(RecordKind::exception_opened);
    ByteWriter out{record.payload};
    out.put(std::string_view{exception.order});
    out.put(std::string_view{exception.stage});
    out.put(std::string_view{exception.reason});
    out.put(std::string_view{exception.owner});
    out.put(instant_count(exception.opened));
    return record;
}

Record State::exception_closed_record(std::string_view order, Instant now) {
    Record record = make(RecordKind::exception_closed);
    ByteWriter out{record.payload};
    out.put(order);
    out.put(instant_count(now));
    return record;
}

Record State::cursor_record(Cursor cursor, std::int64_t value) {
    Record record = make(RecordKind::cursor);
    ByteWriter out{record.payload};
    out.put(static_cast<std::int64_t>(cursor));
    out.put(value);
    return record;
}

Record State::message_record(std::int64_t sequence) {
    Record record = make(RecordKind::message_seen);
    ByteWriter{record.payload}.put(sequence);
    return record;
}

Record State::orphan_record(std::string_view number, const Job& job, EventKey key, Instant now) {
    Record record = make(RecordKind::orphan_added);
    ByteWriter out{record.payload};
    out.put(number);
    out.put(key.word);
    out.put(instant_count(now));
    put_job(out, job);
    return record;
}

Record State::orphan_dropped_record(std::string_view number) {
    Record record = make(RecordKind::orphan_dropped);
    ByteWriter{record.payload}.put(number);
    return record;
}

}  // namespace drydock::integration
