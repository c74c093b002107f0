package io.fractal.web.inbox;

import io.fractal.database.Page;
import io.fractal.receiving.UnassignedView;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Reads the parked messages as the table turns its pages. Lives for one request. */
final class UnassignedTable extends LazyDataModel<UnassignedView> {

    private static final long serialVersionUID = 1L;

    private final transient BiFunction<Integer, Integer, Page<UnassignedView>> pages;
    private final transient LongSupplier total;

    /**
     * @param pages reads a page, by its number from 1 and its size
     * @param total counts all
     */
    UnassignedTable(BiFunction<Integer, Integer, Page<UnassignedView>> pages, LongSupplier total) {
        this.pages = pages;
        this.total = total;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return Math.toIntExact(total.getAsLong());
    }

    @Override
    public List<UnassignedView> load(
            int first, int size, Map<String, SortMeta> sorting, Map<String, FilterMeta> filters) {
        return pages.apply(first / size + 1, size).items();
    }

    @Override
    public String getRowKey(UnassignedView message) {
        return message.id().toString();
    }
}
