package io.fractal.testing;

import io.fractal.configuration.Settings;
import io.fractal.database.AfterCommit;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Makes beans and fills what the container would inject, one object for each class. Stateless session beans run their public methods
 * in the transactions that their attributes ask for. {@code @PostConstruct} methods are left to the test.
 */
public final class Beans {

    private final TestDatabase database;
    private final Map<Class<?>, Object> instances = new LinkedHashMap<>();
    private final List<Object> instancesFound = new CopyOnWriteArrayList<>();

    Beans(TestDatabase database) {
        this.database = database;
        with(EntityManager.class, database.entities());
        with(DataSource.class, database.dataSource());
        with(Clock.class, Clock.systemUTC());
        with(ManagedThreadFactory.class, new PlainThreads());
        with(AfterCommit.class, new AfterCommit() {
            @Override
            public void run(Object key, Runnable action) {
                database.afterCommit(key, action);
            }
        });
    }

    /** Uses this object wherever the type is injected. */
    public <T> Beans with(Class<T> type, T instance) {
        instances.put(type, instance);
        return this;
    }

    /** A bean of this class beside the one that the others know, with a part of its own. */
    public <T, P> T anew(Class<T> type, Class<P> part, P own) {
        Beans beside = new Beans(database);
        beside.instances.putAll(instances);
        beside.instances.remove(type);
        return beside.with(part, own).get(type);
    }

    /** Uses these settings, which must be complete but for the secrets that the sandbox makes up. */
    public Beans withSettings(Settings settings) {
        return with(Settings.class, settings);
    }

    /** Hands over what is fired through any injected {@code Event}. */
    public Beans withObserver(Consumer<Object> observer) {
        return with(Event.class, (Event<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("fire")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    observer.accept(arguments[0]);
                    return null;
                }));
    }

    /** Finds these objects too through an injected {@code Instance} of their type, also one that was filled before. */
    public Beans withInstances(Object... found) {
        instancesFound.addAll(List.of(found));
        return this;
    }

    /** The bean of this class, with all that it needs. */
    public <T> T get(Class<T> type) {
        Object known = instances.get(type);
        if (known != null) {
            return type.cast(known);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            T bean = constructor.newInstance();
            T used = type.isAnnotationPresent(Stateless.class) ? SessionBeanProxy.before(bean, type, database) : bean;
            instances.put(type, used);
            for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
                fill(bean, level);
            }
            return used;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getName() + "; give one to with()", e);
        }
    }

    private void fill(Object bean, Class<?> level) throws IllegalAccessException {
        for (Field field : level.getDeclaredFields()) {
            if (isInjected(field)) {
                field.setAccessible(true);
                field.set(bean, field.getType() == Instance.class ? found(field) : get(field.getType()));
            }
        }
    }

    /** Serves {@code iterator} and {@code forEach} over what fits the type that the field asks for. */
    private Instance<?> found(Field field) {
        Type wanted = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        Class<?> type = (Class<?>) (wanted instanceof ParameterizedType generic ? generic.getRawType() : wanted);
        return (Instance<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> method.invoke(
                        instancesFound.stream().filter(type::isInstance).toList(), arguments));
    }

    private static boolean isInjected(Field field) {
        return field.isAnnotationPresent(Inject.class)
                || field.isAnnotationPresent(EJB.class)
                || field.isAnnotationPresent(Resource.class)
                || field.isAnnotationPresent(PersistenceContext.class);
    }

    /** Daemon threads without a container's context. */
    private static final class PlainThreads implements ManagedThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }
    }
}
